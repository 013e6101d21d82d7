import { Link } from 'react-router';
import type { Worker, WorkerState } from '../api/types';
import { DASH, count, duration, number, percent, taskName } from '../format';
import { RemoveWorker } from './RemoveWorker';
import { explanation, failures, removable } from './workers';

const STATES: Record<WorkerState, { label: string; tone: string }> = {
  idle: { label: 'Idle', tone: 'calm' },
  busy: { label: 'At work', tone: 'good' },
  draining: { label: 'Ending', tone: 'calm' },
  quarantined: { label: 'Set aside', tone: 'bad' },
  'other-model': { label: 'Other model', tone: 'warn' },
  lost: { label: 'Lost', tone: 'bad' },
  gone: { label: 'Ended', tone: 'calm' },
};

function Tasks({ worker, now }: { worker: Worker; now: number }) {
  const free = worker.slots - worker.busyWith.length;
  const away = worker.state === 'lost' || worker.state === 'gone';
  if (away && worker.busyWith.length === 0) return <>{DASH}</>;
  return (
    <ul className="worker-tasks">
      {worker.busyWith.map((task) => (
        <li key={`${task.jobId}/${task.task}`}>
          <Link to={`/app/jobs/${encodeURIComponent(task.jobId)}`}>{taskName(task.task)}</Link>{' '}
          <span className="hint">
            {percent(task.progress)}, for {duration(Math.max(0, now - Date.parse(task.since)))}
          </span>
        </li>
      ))}
      {free > 0 && !away && <li className="hint">{count(free, 'slot')} free</li>}
    </ul>
  );
}

/** Every worker with what its slots do. On narrow screens each worker is a block of its own. */
export function WorkerTable({ workers, now }: { workers: Worker[]; now: number }) {
  if (workers.length === 0) {
    return <p className="hint">No worker is there. Recordings can be uploaded; they wait until one comes.</p>;
  }
  return (
    <table className="worker-table">
      <thead>
        <tr>
          <th scope="col">Worker</th>
          <th scope="col">State</th>
          <th scope="col">Doing</th>
          <th scope="col">Done</th>
          <th scope="col">Failures</th>
          <th scope="col">
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => {
          const state = STATES[worker.state];
          const why = explanation(worker);
          return (
            <tr key={worker.name}>
              <th scope="row">
                <span className="worker-name">{worker.name}</span>
                <span className="hint worker-host">
                  {worker.host}, {count(worker.slots, 'slot')}, {worker.version}
                </span>
              </th>
              <td data-name="State">
                <div>
                  <span className={`pill pill-${state.tone}`}>{state.label}</span>
                  {why && <p className="hint worker-why">{why}</p>}
                </div>
              </td>
              <td data-name="Doing">
                <Tasks worker={worker} now={now} />
              </td>
              <td data-name="Done">{number(worker.tasksDone, 0)}</td>
              <td data-name="Failures">{failures(worker)}</td>
              <td className="worker-remove">{removable(worker) && <RemoveWorker worker={worker} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
