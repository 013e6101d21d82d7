import type { SegmentState } from './tasks';

const WORDS: Record<SegmentState, string> = { todo: 'to do', running: 'being worked on', done: 'done', again: 'to be done again' };

/** The segments of a recording as a row of small squares that fill up. */
export function Segments({ states }: { states: readonly SegmentState[] }) {
  const done = states.filter((state) => state === 'done').length;
  return (
    <div
      className={states.length > 150 ? 'segments segments-many' : 'segments'}
      role="img"
      aria-label={`${done} of ${states.length} segments are done`}
    >
      {states.map((state, n) => (
        <span key={n} className={`segment segment-${state}`} title={`Segment ${n + 1}: ${WORDS[state]}`} />
      ))}
    </div>
  );
}
