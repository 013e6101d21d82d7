import { useQuery } from '@tanstack/react-query';
import { correctionsQuery } from '../api/queries';
import { inWords, instant } from '../format';

/** Who changed what when, newest first; what was taken back is crossed out. */
export function History({ sessionId }: { sessionId: string }) {
  const { data, error } = useQuery(correctionsQuery(sessionId));
  if (error) return <p className="field-error">{error.message}</p>;
  if (!data) return <p className="hint">Loading…</p>;
  if (data.length === 0) return <p className="hint">Nobody has changed anything.</p>;
  return (
    // It scrolls when it is long, by keys too.
    <ol className="history" aria-label="What was changed" tabIndex={0}>
      {data.map((entry) => (
        <li key={entry.number}>
          <span className="hint num">
            {instant(entry.at)}
            {entry.by ? `, ${entry.by}` : ''}
          </span>
          <span>
            {entry.undoneAt ? <s>{inWords(entry.summary)}</s> : inWords(entry.summary)}
            {entry.undoneAt && <span className="hint"> taken back {instant(entry.undoneAt)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
