import { describe, expect, it } from 'vitest';
import type { Motion } from '../api/people';
import { motionOf, qualityOf } from '../track/findings';
import { motionMetrics, parts, sides, standing } from './motionFigures';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const activity = {
  presentSeconds: 120, movingSeconds: 30, standingSeconds: 90, distanceHeights: 6.28, distanceMetres: null, floorSeconds: null, leftSeconds: 30,
  middleSeconds: 60, rightSeconds: 30, zoneSeconds: [],
};
const motion: Motion = {
  ...activity, floorCalibrated: false, bodyHeight: 0.4, speed: { meanMovingHeightsPerSecond: 0.209, p95HeightsPerSecond: 0.3, meanMovingMetresPerSecond: null },
  zones: [], timeline: [{ ...activity, fromMs: 0, toMs: 300_000 }],
};

describe('figures with units', () => {
  it('are in heights of the picture while the floor is not measured', () => {
    const [way, speed] = motionMetrics(motion);
    expect(plain(way?.value)).toBe('6.3 ×');
    expect(plain(way?.note)).toBe('the picture’s height, 3.1 per minute in sight');
    expect(plain(speed?.value)).toBe('0.21 ×');
  });
  it('are in metres once it is', () => {
    const measured = { ...motion, floorCalibrated: true, distanceMetres: 26.44, speed: { meanMovingMetresPerSecond: 0.88, p95MetresPerSecond: 1.2 } };
    expect(motionMetrics(measured).map(({ value }) => plain(value))).toEqual(['26.4 m', '0.88 m/s']);
  });
  it('are none for somebody who was never in sight', () => {
    const never = { ...motion, presentSeconds: 0 };
    expect([motionMetrics(never), standing(never), sides(never)]).toEqual([[], [], null]);
  });
  it('share the time in sight', () => {
    expect(standing(motion).map(({ value }) => value)).toEqual([0.75, 0.25]);
    expect(sides(motion)).toEqual([0.25, 0.5, 0.25]);
  });
  it('come in parts of five minutes if there is more than one', () => {
    expect(parts(motion)).toEqual([]);
    const two = parts({ ...motion, timeline: [...motion.timeline, { ...activity, fromMs: 300_000, toMs: 450_000 }] });
    expect(two.map(({ walking }) => walking)).toEqual([0.1, 0.2]);
    expect(plain(two[1]?.text)).toBe('walking 30 s, standing 1 min 30 s, not seen 30 s; way 6.3 × the picture’s height');
  });
});

describe('an older result', () => {
  it('has no figures with units and no report of its quality', () => {
    expect([motionOf({}), qualityOf({}), motionOf({ motion: null }), qualityOf({ quality: null })]).toEqual([null, null, null, null]);
  });
  it('is read as far as it goes', () => {
    const { timeline, zones } = motionOf({ motion: { ...motion, zones: undefined, timeline: undefined } as unknown as Motion }) ?? {};
    expect([timeline, zones]).toEqual([[], []]);
    expect(qualityOf({ quality: { measured: 1, interpolated: 0, lost: 0 } as never })?.attention).toEqual([]);
  });
});
