import type { TimeSpan } from '../api/people';
import type { LookedAt } from '../api/types';
import { indexAt, type Gap } from './track';

/** Where a recording was not looked at yet; none of a result, which knows all of it. */
export function holesOf(lookedAt: LookedAt | null): Gap[] {
  if (!lookedAt) return [];
  const holes: Gap[] = [];
  let at = 0;
  for (const { fromMs, toMs } of lookedAt.spans) {
    if (fromMs > at) holes.push({ from: at, to: fromMs });
    at = Math.max(at, toMs);
  }
  if (at < lookedAt.ofMs) holes.push({ from: at, to: lookedAt.ofMs });
  return holes;
}

/** The gaps as far as somebody looked: what is not known is no gap. */
export function outsideHoles(gaps: readonly Gap[], holes: readonly Gap[]): Gap[] {
  return gaps.flatMap((gap) => {
    const parts: Gap[] = [];
    let { from } = gap;
    for (const hole of holes) {
      if (hole.to <= from || hole.from >= gap.to) continue;
      if (hole.from > from) parts.push({ from, to: hole.from });
      from = hole.to;
    }
    if (from < gap.to || from === gap.from) parts.push({ from, to: gap.to });
    return parts;
  });
}

/** The samples that are the first after a hole, to which no line leads. */
export function firstAfter(t: Float64Array, holes: readonly Gap[]): ReadonlySet<number> {
  return new Set(holes.map((hole) => indexAt(t, hole.to - 0.5) + 1));
}

/** For how long a stretch of the recording was looked at, in ms. */
export function lookedAtWithin(spans: readonly TimeSpan[], from: number, to: number): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs)), 0);
}
