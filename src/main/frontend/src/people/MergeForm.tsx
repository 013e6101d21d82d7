import { Button } from '@mantine/core';
import type { Person } from '../api/people';
import { clock, duration, nameOf } from '../format';
import { Face } from './Face';
import { looksOf } from './people';

interface Props {
  person: Person;
  others: readonly Person[];
  busy: boolean;
  onMerge: (other: Person) => void;
  onCancel: () => void;
}

/** Asks who else this one is. */
export function MergeForm({ person, others, busy, onMerge, onCancel }: Props) {
  return (
    <div className="person-form" role="group" aria-label={`Who is the same person as ${nameOf(person.id)}?`}>
      <p>
        Who is the same person as <strong>{nameOf(person.id)}</strong>?
      </p>
      <ul className="merge-list">
        {others.map((other, n) => (
          <li key={other.id}>
            <button type="button" className="merge-choice" disabled={busy} autoFocus={n === 0} onClick={() => onMerge(other)}>
              <Face url={other.thumbnailUrl} small />
              <span>
                <strong>{nameOf(other.id)}</strong>
                <span className="hint">
                  {[looksOf(other), `${duration(other.presentMs)}, from ${clock(other.present[0]?.fromMs ?? 0)}`].filter(Boolean).join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="person-form-end">
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
