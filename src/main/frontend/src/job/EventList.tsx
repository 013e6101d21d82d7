import { Button } from '@mantine/core';
import { useState } from 'react';
import type { JobEvent } from '../api/types';
import { percent, taskName, time } from '../format';

const FEW = 12;

function sentence(event: JobEvent): string {
  switch (event.type) {
    case 'queued':
      return event.place && event.place > 1 ? `Queued, number ${event.place} in line` : 'Queued';
    case 'task-started':
      return `${taskName(event.task)}: begun on ${event.worker}${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`;
    case 'task-finished':
      return `${taskName(event.task)}: done`;
    case 'task-retried':
      return `${taskName(event.task)}: to be done again. ${event.reason}`;
    case 'preview':
      return `Preliminary result, of ${percent(event.share)} of the recording`;
    case 'completed':
      return 'Completed';
    case 'failed':
      return `Failed. ${event.error}`;
    case 'cancelled':
      return 'Cancelled';
    case 'progress':
      return '';
  }
}

const TONES: Partial<Record<JobEvent['type'], string>> = { 'task-retried': 'warn', failed: 'bad', completed: 'good' };

/** What happened, newest first. */
export function EventList({ log }: { log: readonly JobEvent[] }) {
  const [all, setAll] = useState(false);
  if (log.length === 0) {
    return <p className="hint">Nothing to show: the events of this job are not kept any more, or none has come yet.</p>;
  }
  const newest = log.toReversed();
  return (
    <>
      <ol className="events" aria-label="Events, newest first">
        {(all ? newest : newest.slice(0, FEW)).map((event, n) => (
          <li key={`${event.at}/${event.type}/${'task' in event ? event.task : ''}/${newest.length - n}`} className={`event event-${TONES[event.type] ?? 'calm'}`}>
            <time dateTime={event.at}>{time(event.at)}</time>
            <span>{sentence(event)}</span>
          </li>
        ))}
      </ol>
      {newest.length > FEW && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${newest.length}`}
        </Button>
      )}
    </>
  );
}
