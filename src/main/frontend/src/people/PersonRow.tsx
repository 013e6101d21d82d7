import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowMerge, IconBan, IconCheck, IconClockEdit, IconCut, IconDots, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { Person, Ruled, TimeSpan } from '../api/people';
import { clock, duration, inWords, nameOf, share } from '../format';
import type { Playhead } from '../player/playhead';
import { Face } from './Face';
import { MergeForm } from './MergeForm';
import { canSplit, looksOf } from './people';
import { Pieces } from './Pieces';
import { Presence } from './Presence';
import { firstGuess, SpanForm } from './SpanForm';
import type { Act } from './useCorrect';

interface Props {
  person: Person;
  /** Everybody else, likeliest first. */
  others: readonly Person[];
  /** Why not this one, in the service's words; null where nothing was said. */
  why: string | null;
  /** Whether a person said who teaches. */
  named: boolean;
  playhead: Playhead;
  length: number;
  /** Whether something can be corrected. */
  open: boolean;
  busy: boolean;
  onShow: (person: Person | null) => void;
  /** Does something; answers when it is done, whether it was. */
  onAct: (act: Act, about: string) => Promise<boolean>;
}

const ROLES = {
  instructor: { tone: 'good', text: 'Instructor' },
  second: { tone: 'accent', text: 'Second teacher' },
  never: { tone: 'calm', text: 'Never the instructor' },
  other: null,
} as const;

/** `0:02 to 0:18 and 0:22 to 0:27`; only the first and the last of many. */
function when(present: readonly TimeSpan[]): string {
  const text = ({ fromMs, toMs }: TimeSpan) => `${clock(fromMs)} to ${clock(toMs)}`;
  if (present.length <= 2) return present.map(text).join(' and ');
  return `${present.length} times from ${clock(present[0]?.fromMs ?? 0)} to ${clock(present.at(-1)?.toMs ?? 0)}`;
}

/** One person: who it may be, when it is there, and what can be said about it. */
export function PersonRow({ person, others, why, named, playhead, length, open, busy, onShow, onAct }: Props) {
  const [form, setForm] = useState<'span' | 'merge' | null>(null);
  const [pieces, setPieces] = useState(false);
  const [chosen, setChosen] = useState<TimeSpan | null>(null);
  const [menuAt, setMenuAt] = useState(0);
  const name = nameOf(person.id);
  const role = ROLES[person.role];
  const close = () => {
    setForm(null);
    setChosen(null);
  };
  const rule = (ruled: Ruled, ids: string[], span: TimeSpan | null) =>
    onAct({ kind: 'rule', ruling: { [ruled]: ids, ...(span ?? {}) } }, person.id).then((done) => {
      if (done) close();
    });
  const facts = [looksOf(person), `there for ${duration(person.presentMs)}, ${share(person.presence)}`, when(person.present)];

  return (
    <li
      className={`person person-${person.role}`}
      data-person={person.id}
      tabIndex={-1}
      aria-label={name}
      onPointerEnter={() => onShow(person)}
      onPointerLeave={() => onShow(null)}
      onFocus={() => onShow(person)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onShow(null);
      }}
    >
      <Face url={person.thumbnailUrl} />
      <div className="person-text">
        <div className="person-head">
          <h3 className="person-name">{name}</h3>
          {role && <span className={`pill pill-plain pill-${role.tone}`}>{role.text}</span>}
        </div>
        <p className="person-facts num">{facts.filter(Boolean).join(' · ')}</p>
        {why && <p className="person-facts">{inWords(why)}</p>}
      </div>
      {open && (
        <div className="person-actions">
          {person.role === 'instructor' && named ? null : (
            <Button
              size="xs"
              variant={person.role === 'instructor' ? 'light' : 'default'}
              leftSection={<IconCheck size={16} aria-hidden />}
              disabled={busy}
              onClick={() => void rule('instructor', [person.id], null)}
              aria-label={person.role === 'instructor' ? `Yes, this is right: ${name} is the instructor` : `This is the instructor: ${name}`}
            >
              {person.role === 'instructor' ? 'Yes, this is right' : 'This is the instructor'}
            </Button>
          )}
          {person.role !== 'never' && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconBan size={16} aria-hidden />}
              disabled={busy}
              onClick={() => void rule('never', [person.id], null)}
              aria-label={`Never this one: ${name}`}
            >
              Never this one
            </Button>
          )}
          <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false} onOpen={() => setMenuAt(playhead.timeMs)}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="md" aria-label={`More about ${name}`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconClockEdit size={17} aria-hidden />}
                onClick={() => {
                  setForm('span');
                  setChosen(firstGuess(person, playhead.timeMs));
                }}
              >
                Only from here to there…
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCut size={17} aria-hidden />}
                disabled={busy || !canSplit(person, menuAt)}
                onClick={() => void onAct({ kind: 'split', person: person.id, atMs: Math.round(menuAt) }, person.id)}
              >
                From {clock(menuAt)} on it is somebody else
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowMerge size={17} aria-hidden />} disabled={others.length === 0} onClick={() => setForm('merge')}>
                The same person as…
              </Menu.Item>
              <Menu.Item leftSection={<IconListDetails size={17} aria-hidden />} onClick={() => setPieces(!pieces)}>
                {pieces ? 'Hide its pieces' : `Look at its ${person.tracklets.length === 1 ? 'piece' : `${person.tracklets.length} pieces`}`}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      <Presence person={person} playhead={playhead} length={length} chosen={chosen} />
      {form === 'span' && (
        <SpanForm
          person={person}
          playhead={playhead}
          length={length}
          busy={busy}
          onChosen={setChosen}
          onRule={(ruled, span) => void rule(ruled, [person.id], span)}
          onCancel={close}
        />
      )}
      {form === 'merge' && (
        <MergeForm
          person={person}
          others={others}
          busy={busy}
          onCancel={close}
          onMerge={(other) =>
            void onAct({ kind: 'merge', persons: [person.id, other.id] }, person.id).then((done) => {
              if (done) close();
            })
          }
        />
      )}
      {pieces && (
        <Pieces person={person} playhead={playhead} busy={busy} open={open} onRule={(ruled, piece) => void rule(ruled, [piece.id], null)} />
      )}
    </li>
  );
}
