import { describe, expect, it } from 'vitest';
import { bytes, clock, count, DASH, date, duration, number, percent, promised, remaining, share, stageName, taskName } from './format';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('what people read', () => {
  it.each([[0, '0:00'], [59_999, '0:59'], [247_000, '4:07'], [3_723_000, '1:02:03'], [-5, '0:00']])('clock of %d ms', (ms, text) => {
    expect(clock(ms)).toBe(text);
  });
  it.each([
    [0, '0 s'], [3_760, '3.8 s'], [9_960, '10 s'], [59_400, '59 s'], [60_000, '1 min'], [247_000, '4 min 7 s'], [3_600_000, '1 h'], [3_725_000, '1 h 2 min'],
    [null, DASH],
  ])('duration of %s ms', (ms, text) => {
    expect(plain(duration(ms))).toBe(text);
  });
  it.each([[2, 'a few seconds'], [33, 'about 35 s'], [100, 'about 2 min'], [5_400, 'about 1.5 h'], [null, DASH], [-1, DASH]])('%s s remaining', (s, text) => {
    expect(remaining(s)).toBe(text);
  });
  it.each([
    [1, 'less than a minute'], [49, 'less than a minute'], [50, 'about a minute'], [89, 'about a minute'], [90, 'about 2 minutes'], [365, 'about 6 minutes'],
    [1_230, 'about 20 minutes'], [1_700, 'about 30 minutes'], [3_400, 'about an hour'], [5_400, 'about 1.5 hours'], [7_000, 'about 2 hours'], [null, null], [-1, null],
  ])('%s s promised', (s, text) => {
    expect(promised(s)).toBe(text);
  });
  it.each([[0, '0 B'], [999, '999 B'], [1_000, '1 kB'], [1_500_000, '1.5 MB'], [99_600_000, '100 MB'], [999_600_000, '1 GB'], [1.81e11, '181 GB'], [undefined, DASH]])('%s bytes', (n, text) => {
    expect(plain(bytes(n))).toBe(text);
  });
  it.each([[0, '0 %'], [0.999, '99 %'], [1, '100 %'], [0.29, '29 %'], [1.2, '100 %'], [null, DASH]])('progress %s', (fraction, text) => {
    expect(plain(percent(fraction))).toBe(text);
  });
  it.each([[0, '0 %'], [0.004, '< 1 %'], [0.748, '75 %'], [0.995, '> 99 %'], [1, '100 %']])('share %s', (fraction, text) => {
    expect(plain(share(fraction))).toBe(text);
  });
  it('never shows a number for something unknown', () => {
    expect([number(null, 1), number(Number.NaN, 1), bytes(null), share(undefined)]).toEqual([DASH, DASH, DASH, DASH]);
  });
  it('keeps a calendar day in every time zone', () => {
    expect(date('2026-11-19')).toContain('19');
    expect(date(null)).toBeNull();
    expect(date('')).toBeNull();
    expect(date('next week')).toBe('next week');
  });
  it('names tasks and stages', () => {
    expect(taskName('detect/0007')).toBe('Finding people, segment 8');
    expect(taskName('encode/0003')).toBe('Making a playable video, piece 4');
    expect(taskName('track')).toBe('Following the instructor');
    expect(stageName('something-new')).toBe('something-new');
    expect(stageName(null)).toBeNull();
  });
  it('counts', () => {
    expect([count(1, 'gap'), count(0, 'gap'), count(1200, 'gap')]).toEqual(['1 gap', '0 gaps', '1,200 gaps']);
  });
});
