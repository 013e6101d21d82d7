import { Button } from '@mantine/core';
import type { Person, Ruled, Tracklet } from '../api/people';
import { clock, nameOf } from '../format';
import type { Playhead } from '../player/playhead';
import { Face } from './Face';

interface Props {
  person: Person;
  playhead: Playhead;
  busy: boolean;
  /** Whether something can be said about them. */
  open: boolean;
  onRule: (ruled: Ruled, tracklet: Tracklet) => void;
}

/** What a person is made of: stretches in which it was never lost. One of them may be somebody else. */
export function Pieces({ person, playhead, busy, open, onRule }: Props) {
  return (
    <ol className="pieces" aria-label={`Pieces of ${nameOf(person.id)}`}>
      {person.tracklets.map((piece) => {
        const when = `${clock(piece.fromMs)} to ${clock(piece.toMs)}`;
        return (
          <li key={piece.id} className="piece">
            <button type="button" className="piece-go" onClick={() => playhead.seek(piece.fromMs)} aria-label={`${when}: go there`}>
              <Face url={piece.thumbnailUrl} small />
              <span className="num">{when}</span>
            </button>
            {piece.ruling && <span className="hint">{piece.ruling === 'never' ? 'said to be somebody else' : 'said to be the instructor'}</span>}
            {open && (
              <span className="piece-actions">
                <Button size="compact-sm" variant="default" disabled={busy || piece.ruling === 'instructor'} onClick={() => onRule('instructor', piece)} aria-label={`The instructor, from ${when}`}>
                  The instructor
                </Button>
                <Button size="compact-sm" variant="subtle" color="gray" disabled={busy || piece.ruling === 'never'} onClick={() => onRule('never', piece)} aria-label={`Not the instructor, from ${when}`}>
                  Not the instructor
                </Button>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
