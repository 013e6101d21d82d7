import type { Attention, AttentionKind } from '../api/people';
import { inWords } from '../format';

/** The kinds of what deserves a look: the gravest first, each with a lane of its own under the timeline. */
export const ATTENTION: Record<AttentionKind, { name: string; color: string }> = {
  identity: { name: 'may be somebody else', color: '--look-identity' },
  candidates: { name: 'somebody else might teach', color: '--look-candidates' },
  absent: { name: 'instructor not seen for long', color: '--look-absent' },
  dark: { name: 'dark', color: '--look-dark' },
  camera: { name: 'camera moved', color: '--look-camera' },
};

/** The kinds that occur, in the order of their lanes. A kind that this page does not know has none. */
export function lanesOf(attention: readonly Attention[]): AttentionKind[] {
  const there = new Set(attention.map(({ kind }) => kind));
  return (Object.keys(ATTENTION) as AttentionKind[]).filter((kind) => there.has(kind));
}

/** Why a moment deserves a look, each reason once. */
export const reasonsOf = (spans: readonly Attention[]) => [...new Set(spans.map(({ reason }) => inWords(reason)))].join(' ');
