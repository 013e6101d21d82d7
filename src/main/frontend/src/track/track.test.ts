import { describe, expect, it } from 'vitest';
import type { Quality } from '../api/types';
import { gaps, indexAt, INTERPOLATED, nextGap, previousGap, sightingAt, thirds, toTrack } from './track';

/** A track of 200 ms steps from letters: m(easured), i(nterpolated), l(ost); centres given, boxes 0.1 × 0.4 around them. */
function track(letters: string, centres: number[], stepMs = 200) {
  const names: Record<string, Quality> = { m: 'measured', i: 'interpolated', l: 'lost' };
  const samples = letters.split('').map((letter, n) => ({ tMs: n * stepMs, cx: centres[n] ?? 0.5, quality: names[letter] ?? 'lost' }));
  return toTrack({
    trackPoints: samples.map(({ tMs, cx, quality }) => ({ tMs, trackId: 1, cx, cy: 0.6, quality })),
    frameDetections: samples.map(({ tMs, cx, quality }) => ({
      tMs,
      bbox: quality === 'measured' ? { x: cx - 0.05, y: 0.4, w: 0.1, h: 0.4 } : null,
      conf: quality === 'measured' ? 0.8 : null,
    })),
  });
}

describe('looking a time up', () => {
  const t = Float64Array.of(0, 200, 400);
  it.each([[-1, -1], [0, 0], [199, 0], [200, 1], [401, 2], [99_999, 2]])('%d ms is in or after sample %d', (ms, i) => {
    expect(indexAt(t, ms)).toBe(i);
  });
  it('finds nothing in nothing', () => {
    expect(indexAt(new Float64Array(0), 5)).toBe(-1);
  });
});

describe('where the instructor was', () => {
  it('lies between two sightings in proportion to the time', () => {
    const seen = sightingAt(track('mm', [0.2, 0.4]), 50);
    expect(seen?.x).toBeCloseTo(0.2, 5);
    expect(seen?.w).toBeCloseTo(0.1, 5);
    expect(seen?.conf).toBeCloseTo(0.8, 5);
  });
  it('is the sample itself at its own time', () => {
    expect(sightingAt(track('mm', [0.2, 0.4]), 200)?.x).toBeCloseTo(0.35, 5);
  });
  it('is nowhere while lost', () => {
    expect(sightingAt(track('mlllm', [0.2, 0.2, 0.2, 0.2, 0.4]), 400)).toBeNull();
  });
  it('is where the nearer sample says beside a lost one, never on the way to it', () => {
    const one = track('ml', [0.2, 0.2]);
    expect(sightingAt(one, 90)?.x).toBeCloseTo(0.15, 5);
    expect(sightingAt(one, 110)).toBeNull();
  });
  it('is estimated, without a confidence, where it was bridged', () => {
    const bridged = track('mim', [0.2, 0.3, 0.4]);
    expect(bridged.quality[1]).toBe(INTERPOLATED);
    const seen = sightingAt(bridged, 200);
    expect(seen?.x).toBeCloseTo(0.25, 5);
    expect(seen?.h).toBeCloseTo(0.4, 5);
    expect(seen?.conf).toBeNull();
  });
  it('is not known far from any sample', () => {
    const thin = track('mm', [0.2, 0.4], 60_000);
    expect(sightingAt(thin, 0)).not.toBeNull();
    expect(sightingAt(track('mm', [0.2, 0.4]), 5_000)).toBeNull();
  });
  it('is nowhere in an empty result', () => {
    expect(sightingAt(track('', []), 0)).toBeNull();
  });
});

describe('gaps', () => {
  it.each([
    ['mmm', []],
    ['lll', [{ from: 0, to: 400 }]],
    ['llmm', [{ from: 0, to: 400 }]],
    ['mml', [{ from: 400, to: 400 }]],
    ['mlmllm', [{ from: 200, to: 400 }, { from: 600, to: 1000 }]],
    ['mim', []],
    ['', []],
  ])('of %s', (letters, expected) => {
    expect(gaps(track(letters, []))).toEqual(expected);
  });
  it('are found one after the other, in both directions', () => {
    const list = [{ from: 1_000, to: 2_000 }, { from: 10_000, to: 12_000 }];
    expect(nextGap(list, 0)).toBe(list[0]);
    expect(nextGap(list, 1_000)).toBe(list[1]);
    expect(nextGap(list, 10_000)).toBeNull();
    expect(previousGap(list, 60_000)).toBe(list[1]);
    expect(previousGap(list, 10_400)).toBe(list[0]);
    expect(previousGap(list, 500)).toBeNull();
  });
});

describe('thirds of the picture', () => {
  it('count only what was seen', () => {
    expect(thirds(track('mmlm', [0.1, 0.5, 0.9, 0.9]))).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });
  it('are not known when nothing was seen', () => {
    expect(thirds(track('ll', [0.5, 0.5]))).toBeNull();
  });
});
