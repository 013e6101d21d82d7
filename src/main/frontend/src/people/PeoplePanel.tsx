import { Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import type { People, Person } from '../api/people';
import { count, inWords, nameOf, number } from '../format';
import type { Playhead } from '../player/playhead';
import { History } from './History';
import { PersonRow } from './PersonRow';
import { ranked, trustOf, wasNamed } from './people';
import { useCorrect, type Act } from './useCorrect';
import '../styles/people.css';

interface Props {
  sessionId: string;
  people: People;
  playhead: Playhead;
  length: number;
  /** While the recording is being processed nothing can be corrected. */
  processing: boolean;
  /** Whether its reader may correct anything. */
  editable: boolean;
  /** Points at somebody in the picture. */
  onShow: (person: Person | null) => void;
}

const FEW = 5;

function followed({ instructor }: People): string {
  const names = instructor.persons.map(nameOf);
  if (names.length === 0) return 'Nobody is followed.';
  const list = names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return `${list} ${names.length === 1 ? 'is' : 'are'} followed as the instructor.`;
}

function Verdict({ people }: { people: People }) {
  const { instructor } = people;
  const named = wasNamed(people);
  const trust = trustOf(instructor, named);
  const second = instructor.secondTeacher;
  return (
    <div className={`verdict verdict-${trust.tone}`}>
      <p className="verdict-line">
        <strong>{followed(people)}</strong>{' '}
        {named ? (
          <span className="pill pill-plain pill-good">{trust.words}</span>
        ) : (
          <Tooltip
            w={300}
            label={`Confidence ${number(instructor.confidence, 2)} of 1: how much speaks for this choice and against the next one. It puts results in order of how much they deserve a look; it is no probability.`}
          >
            <button type="button" className={`pill pill-plain pill-${trust.tone} verdict-trust`}>
              {trust.words}
            </button>
          </Tooltip>
        )}
      </p>
      <p className="verdict-why">
        {instructor.reasons.map(inWords).join(' ')}
        {second && !instructor.persons.includes(second) && ` ${nameOf(second)} seems to teach as well.`}
      </p>
    </div>
  );
}

/** Who was found, who of them is followed and why, and what a teacher can put right. */
export default function PeoplePanel({ sessionId, people, playhead, length, processing, editable, onShow }: Props) {
  const correct = useCorrect(sessionId);
  const list = useRef<HTMLUListElement>(null);
  const [all, setAll] = useState(false);
  const [history, setHistory] = useState(false);
  const [said, setSaid] = useState('');
  const persons = ranked(people);
  const open = editable && people.correctable && !processing;
  const shown = all ? persons : persons.slice(0, FEW + (persons.length === FEW + 1 ? 1 : 0));
  const unlisted = people.personsFound - persons.length;
  const { last, canUndo } = people.corrections;
  const why = (id: string) => people.instructor.alternatives.find(({ person }) => person === id)?.reason ?? null;

  const { mutateAsync } = correct;
  const act = useCallback(
    async (what: Act, about: string) => {
      setSaid('');
      try {
        const after = await mutateAsync(what);
        const summary = after.corrections.last?.summary;
        setSaid(what.kind === 'undo' ? 'Taken back.' : summary ? `Done: ${inWords(summary)}.` : 'Done.');
        // The button that was pressed may be gone; whoever uses keys stays at the person.
        if (document.activeElement === document.body) list.current?.querySelector<HTMLElement>(`[data-person="${CSS.escape(about)}"]`)?.focus();
        return true;
      } catch {
        return false;
      }
    },
    [mutateAsync],
  );

  return (
    <section className="card panel people" aria-labelledby="people-title" aria-busy={correct.isPending}>
      <div className="panel-head">
        <h2 className="panel-title" id="people-title">
          People
        </h2>
        <div className="people-tools">
          {editable && last && canUndo && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              disabled={!open || correct.isPending}
              onClick={() => void act({ kind: 'undo' }, '')}
              aria-label={`Undo: ${inWords(last.summary)}`}
              title={inWords(last.summary)}
            >
              Undo
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconHistory size={16} aria-hidden />}
            aria-expanded={history}
            onClick={() => setHistory(!history)}
          >
            History
          </Button>
        </div>
      </div>
      {history && <History sessionId={sessionId} />}
      <Verdict people={people} />
      {editable && !people.correctable && people.reason && <p className="people-note">{people.reason}</p>}
      {editable && people.correctable && processing && <p className="people-note">The recording is being processed: people can be corrected when that is done.</p>}
      {correct.error && (
        <p className="field-error people-note" role="alert">
          {correct.error.message}
        </p>
      )}
      <p className={said && !correct.isPending ? 'people-said' : 'visually-hidden'} role="status">
        {correct.isPending ? 'Working out what follows…' : said}
      </p>
      <ul className="persons" ref={list}>
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            others={persons.filter((other) => other !== person)}
            why={why(person.id)}
            named={wasNamed(people)}
            playhead={playhead}
            length={length}
            open={open}
            busy={correct.isPending}
            onShow={onShow}
            onAct={act}
          />
        ))}
      </ul>
      {(persons.length > shown.length || unlisted > 0) && (
        <div className="people-more">
          {persons.length > shown.length && (
            <Button size="xs" variant="default" onClick={() => setAll(true)}>
              Show all {persons.length}
            </Button>
          )}
          {unlisted > 0 && <span className="hint">{count(unlisted, 'more was', 'more were')} seen too briefly to be listed.</span>}
        </div>
      )}
    </section>
  );
}
