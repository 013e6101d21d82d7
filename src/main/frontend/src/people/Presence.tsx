import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { Person, TimeSpan } from '../api/people';
import { clock, nameOf } from '../format';
import type { Playhead } from '../player/playhead';
import { nextSpan, previousSpan } from '../track/spans';

interface Props {
  person: Person;
  playhead: Playhead;
  /** Of the whole recording, in ms. */
  length: number;
  /** A stretch that is being chosen. */
  chosen: TimeSpan | null;
}

/** More pieces than anybody could tell apart are drawn as the stretches that they make up. */
const MOST_PIECES = 300;

function describe(person: Person, ms: number): string {
  const span = person.present.find(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs);
  if (span) return `${clock(ms)}, there until ${clock(span.toMs)}`;
  const next = nextSpan(person.present, ms);
  return next ? `${clock(ms)}, away until ${clock(next.fromMs)}` : `${clock(ms)}, not there any more`;
}

/** When somebody is there, on the time axis of the player's timeline. A click goes there; arrows go from one appearance to the next. */
export function Presence({ person, playhead, length, chosen }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const needle = useRef<HTMLDivElement>(null);
  const part = (ms: number) => `${(Math.min(ms, length) / length) * 100}%`;
  const wide = ({ fromMs, toMs }: TimeSpan) => `max(3px, ${((Math.min(toMs, length) - fromMs) / length) * 100}%)`;

  useEffect(() => {
    const show = (ms: number) => {
      if (needle.current) needle.current.style.left = `${length > 0 ? Math.min(1, ms / length) * 100 : 0}%`;
      const text = describe(person, ms);
      if (strip.current?.getAttribute('aria-valuetext') === text) return;
      strip.current?.setAttribute('aria-valuenow', String(Math.round(ms / 1000)));
      strip.current?.setAttribute('aria-valuetext', text);
    };
    show(playhead.timeMs);
    return playhead.onTime(show);
  }, [playhead, person, length]);

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    playhead.seek(((event.clientX - box.left) / box.width) * length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ms = playhead.timeMs;
    const goals: Record<string, TimeSpan | null | undefined> = {
      ArrowRight: nextSpan(person.present, ms), ArrowUp: nextSpan(person.present, ms),
      ArrowLeft: previousSpan(person.present, ms), ArrowDown: previousSpan(person.present, ms),
      Home: person.present[0], End: person.present.at(-1),
    };
    if (!(event.key in goals)) return;
    event.preventDefault();
    const goal = goals[event.key];
    if (goal) playhead.seek(goal.fromMs);
  };
  const pieces = person.tracklets.length <= MOST_PIECES ? person.tracklets : [];

  return (
    <div
      ref={strip}
      className="presence"
      role="slider"
      tabIndex={0}
      aria-label={`When ${nameOf(person.id)} is there; arrows go from one appearance to the next`}
      aria-valuemin={0}
      aria-valuemax={Math.round(length / 1000)}
      aria-valuenow={0}
      aria-valuetext={describe(person, 0)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {person.present.map((span) => (
        <i key={span.fromMs} className="presence-span" style={{ left: part(span.fromMs), width: wide(span) }} />
      ))}
      {pieces.map((piece) => (
        <i
          key={piece.id}
          className={`presence-piece${(piece.followedMs ?? 0) * 2 > piece.toMs - piece.fromMs ? ' presence-followed' : ''}`}
          style={{ left: part(piece.fromMs), width: wide(piece) }}
        />
      ))}
      {chosen && <i className="presence-chosen" style={{ left: part(chosen.fromMs), width: wide(chosen) }} />}
      <div ref={needle} className="presence-needle" />
    </div>
  );
}
