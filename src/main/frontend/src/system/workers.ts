import type { Worker } from '../api/types';
import { time } from '../format';

/** Why a worker is as it is, where that is not plain; null where it is. */
export function explanation(worker: Worker): string | null {
  switch (worker.state) {
    case 'quarantined':
      return `${worker.reason ?? ''} It gets a task again, to try, at ${time(worker.quarantinedUntil)}.`.trim();
    case 'other-model':
      return 'It uses another detector than this service, so it gets no tasks.';
    case 'draining':
      return 'It finishes what it has and takes no more.';
    case 'lost':
    case 'gone':
      return `Last heard of at ${time(worker.lastSeen)}.`;
    default:
      return null;
  }
}

/** Whether a worker can be shut out: not the one that is the server itself. */
export const removable = (worker: Worker): boolean => worker.name !== 'local';

/** What went wrong on a worker, in words; "none" if nothing did. */
export function failures(worker: Worker): string {
  const parts = [];
  if (worker.tasksFailed > 0) parts.push(`${worker.tasksFailed} failed`);
  if (worker.tasksLost > 0) parts.push(`${worker.tasksLost} lost`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
