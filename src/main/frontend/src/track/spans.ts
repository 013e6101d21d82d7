import type { TimeSpan } from '../api/people';

/** The next span that begins after a time, or null. */
export const nextSpan = <T extends TimeSpan>(spans: readonly T[], ms: number) => spans.find(({ fromMs }) => fromMs > ms + 1) ?? null;

/** The span that began last before a time, or null; with slack, so that one can go back again and again while playing. */
export const previousSpan = <T extends TimeSpan>(spans: readonly T[], ms: number) => spans.findLast(({ fromMs }) => fromMs < ms - 1_500) ?? null;

/** The spans that hold at a time; a moment without length holds for a second, or nobody could point at it. */
export const spansAt = <T extends TimeSpan>(spans: readonly T[], ms: number) =>
  spans.filter(({ fromMs, toMs }) => ms >= fromMs - 1 && ms <= Math.max(toMs, fromMs + 1_000));
