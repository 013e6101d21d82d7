import { describe, expect, it } from 'vitest';
import { heatColor, heatOf } from './heat';
import { binSeconds, movementSeries, positionSeries } from './movement';
import { LOST, MEASURED, type Track } from './track';

function track(points: [number, number, number][]): Track {
  const of = (k: 0 | 1 | 2) => Float32Array.from(points, (point) => point[k]);
  const none = new Float32Array(points.length);
  return {
    t: Float64Array.from(points, (point) => point[0]), cx: of(1), cy: Float32Array.from(points, () => 0.5), x: none, y: none, w: none, h: none,
    conf: none, quality: Uint8Array.from(points, (point) => point[2]), stepMs: 200,
  };
}

describe('the heat map', () => {
  it('is hottest where most of the time was spent', () => {
    const heat = heatOf(track([[0, 0.1, MEASURED], [200, 0.8, MEASURED], [400, 0.8, MEASURED], [600, 0.8, MEASURED]]), 2, 40);
    const hottest = heat.values.indexOf(1);
    expect(hottest % heat.columns).toBe(32);
    expect(Math.floor(hottest / heat.columns)).toBe(10);
  });
  it('does not count lost samples', () => {
    expect(heatOf(track([[0, 0.5, LOST], [200, 0.5, LOST]]), 2).values.every((value) => value === 0)).toBe(true);
  });
  it('has no colour where nobody was, and a strong one at the hottest place', () => {
    expect(heatColor(0)[3]).toBe(0);
    expect(heatColor(1)[3]).toBeGreaterThan(200);
    expect(heatColor(7)).toEqual(heatColor(1));
  });
});

describe('movement over time', () => {
  const walk = track([[0, 0.2, MEASURED], [200, 0.3, MEASURED], [400, 0.3, LOST], [600, 0.6, MEASURED], [1000, 0.7, MEASURED], [1200, 0.9, MEASURED]]);
  it('breaks the line where the instructor was lost', () => {
    const [seconds, percent] = positionSeries(walk);
    expect(seconds).toEqual([0, 0.2, 0.4, 0.6, 1, 1.2]);
    expect(percent.map((value) => value && Math.round(value))).toEqual([20, 30, null, 60, 70, 90]);
  });
  it('adds the steps up in bins, not across gaps, each sample in one bin', () => {
    const [seconds, way] = movementSeries(walk, 1);
    expect(seconds).toEqual([0.5, 1.5]);
    expect(way[0]).toBeCloseTo(0.1, 5);
    expect(way[1]).toBeCloseTo(0.3, 5);
  });
  it('has no value where nobody was seen', () => {
    expect(movementSeries(track([[0, 0.5, LOST], [200, 0.5, LOST]]), 1)[1]).toEqual([null]);
  });
  it.each([[27_000, 1], [7_200_000, 120], [90_000, 1], [91_000, 2]])('cuts %d ms into bins of %d s', (ms, bin) => {
    expect(binSeconds(ms)).toBe(bin);
  });
});
