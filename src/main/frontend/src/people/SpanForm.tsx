import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconClockPin } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import type { Person, Ruled, TimeSpan } from '../api/people';
import { nameOf } from '../format';
import type { Playhead } from '../player/playhead';
import { preciseClock, readClock } from './people';

interface Props {
  person: Person;
  playhead: Playhead;
  length: number;
  busy: boolean;
  onChosen: (span: TimeSpan | null) => void;
  onRule: (ruled: Ruled, span: TimeSpan) => void;
  onCancel: () => void;
}

/** The appearance that the video stands in or comes to next. */
export function firstGuess({ present }: Pick<Person, 'present'>, ms: number): TimeSpan {
  return present.find(({ toMs }) => toMs > ms) ?? present.at(-1) ?? { fromMs: 0, toMs: 0 };
}

function spanOf(from: string, to: string): TimeSpan | null {
  const [fromMs, toMs] = [readClock(from), readClock(to)];
  return fromMs !== null && toMs !== null && toMs > fromMs ? { fromMs, toMs } : null;
}

/** From when to when somebody is the instructor, or is not: typed, or taken from where the video stands. */
export function SpanForm({ person, playhead, length, busy, onChosen, onRule, onCancel }: Props) {
  const [guess] = useState(() => firstGuess(person, playhead.timeMs));
  const [from, setFrom] = useState(preciseClock(guess.fromMs));
  const [to, setTo] = useState(preciseClock(guess.toMs));
  const [ruled, setRuled] = useState<Ruled>('instructor');
  const span = spanOf(from, to);
  const problem = span
    ? span.fromMs >= length ? 'That is after the end of the recording.' : null
    : readClock(from) === null || readClock(to) === null ? 'Write times as 4:07 or 1:02:03.5.' : 'The end has to be after the beginning.';
  const change = (set: (text: string) => void, nextFrom: string, nextTo: string) => {
    set(set === setFrom ? nextFrom : nextTo);
    onChosen(spanOf(nextFrom, nextTo));
  };
  const now = () => preciseClock(playhead.timeMs);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (span && !problem) onRule(ruled, span);
  };
  return (
    <form className="person-form" aria-label={`A stretch of time for ${nameOf(person.id)}`} onSubmit={submit}>
      <SegmentedControl
        size="sm"
        aria-label={`What ${nameOf(person.id)} is in that time`}
        data={[
          { value: 'instructor', label: 'Is the instructor' },
          { value: 'never', label: 'Is not' },
        ]}
        value={ruled}
        onChange={(value) => setRuled(value === 'never' ? 'never' : 'instructor')}
      />
      <div className="span-times">
        <TextInput label="From" value={from} data-autofocus autoFocus onChange={(event) => change(setFrom, event.currentTarget.value, to)} />
        <Button variant="default" leftSection={<IconClockPin size={17} aria-hidden />} onClick={() => change(setFrom, now(), to)} aria-label="From here, where the video stands">
          From here
        </Button>
        <TextInput label="To" value={to} onChange={(event) => change(setTo, from, event.currentTarget.value)} />
        <Button variant="default" leftSection={<IconClockPin size={17} aria-hidden />} onClick={() => change(setTo, from, now())} aria-label="To here, where the video stands">
          To here
        </Button>
      </div>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <div className="person-form-end">
        <Button type="submit" loading={busy} disabled={problem !== null}>
          Only in this time
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
