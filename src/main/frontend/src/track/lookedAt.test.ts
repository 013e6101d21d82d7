import { describe, expect, it } from 'vitest';
import { firstAfter, holesOf, lookedAtWithin, outsideHoles } from './lookedAt';

const looked = (...spans: [number, number][]) => {
  const list = spans.map(([fromMs, toMs]) => ({ fromMs, toMs }));
  return { share: 0.5, ms: 0, ofMs: 100, spans: list };
};

describe('a recording of which not all was looked at', () => {
  it('has holes before, between and after what was', () => {
    expect(holesOf(looked([10, 20], [50, 60]))).toEqual([{ from: 0, to: 10 }, { from: 20, to: 50 }, { from: 60, to: 100 }]);
  });
  it('has none where it was, from beginning to end', () => {
    expect(holesOf(looked([0, 100]))).toEqual([]);
    expect(holesOf(null)).toEqual([]);
  });
  it.each([
    ['beside a hole', [{ from: 0, to: 10 }], [{ from: 0, to: 10 }]],
    ['into a hole', [{ from: 10, to: 30 }], [{ from: 10, to: 20 }]],
    ['out of a hole', [{ from: 20, to: 60 }], [{ from: 50, to: 60 }]],
    ['across a hole', [{ from: 10, to: 60 }], [{ from: 10, to: 20 }, { from: 50, to: 60 }]],
    ['of one sample', [{ from: 99, to: 99 }], [{ from: 99, to: 99 }]],
  ])('has gaps only where somebody looked: %s', (_, gaps, expected) => {
    expect(outsideHoles(gaps, [{ from: 20, to: 50 }])).toEqual(expected);
  });
  it('has no line to the first sample after a hole', () => {
    expect([...firstAfter(Float64Array.of(0, 10, 50, 60), [{ from: 20, to: 50 }])]).toEqual([2]);
  });
  it('was looked at for a part of each stretch', () => {
    expect(lookedAtWithin(looked([10, 20], [50, 60]).spans, 15, 55)).toBe(10);
  });
});
