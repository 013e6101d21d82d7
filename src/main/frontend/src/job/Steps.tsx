import { IconAlertTriangle, IconCheck, IconCircle, IconLoader2, IconMinus } from '@tabler/icons-react';
import { count, duration, stageName } from '../format';
import type { JobView } from '../live/jobView';
import { Segments } from './Segments';
import { segmentStates, steps, type SegmentState, type StepState, type StepView } from './tasks';

const ICONS = { todo: IconCircle, running: IconLoader2, done: IconCheck, again: IconAlertTriangle, unneeded: IconMinus };
const WORDS: Record<StepState, string> = {
  todo: 'To do', running: 'In progress', done: 'Done', again: 'To be done again', unneeded: 'Not needed: the recording is playable as it is',
};

function detail(step: StepView, segments: readonly SegmentState[]): string {
  if (segments.length > 0) {
    return `${segments.filter((state) => state === 'done').length} of ${count(segments.length, 'segment')}`;
  }
  const pieces = step.tasks.filter((one) => one.task.startsWith('encode/'));
  if (pieces.length > 0 && step.state === 'running') {
    const made = pieces.filter((one) => one.state === 'done').length;
    return step.tasks.length > pieces.length ? 'Joining the pieces' : `${count(made, 'piece')} encoded`;
  }
  const task = step.tasks[step.tasks.length - 1];
  if (step.state === 'done' && task?.startedAt && task.finishedAt) {
    return `Done in ${duration(Date.parse(task.finishedAt) - Date.parse(task.startedAt))}`;
  }
  if (step.kind === 'transcode' && step.state === 'done' && !task) return 'Done, or not needed';
  if (step.kind === 'transcode' && step.state === 'todo') return 'If the recording needs it, beside the next step';
  return WORDS[step.state];
}

/** The steps of a job, and under the search for people its segments. */
export function Steps({ view }: { view: JobView }) {
  const { job } = view;
  if (!job) return null;
  const over = job.status === 'failed';
  if (over && view.tasks.size === 0) return <p className="hint">Which steps were done is not known any more.</p>;
  return (
    <ol className="steps">
      {steps(view).map((step) => {
        const Icon = ICONS[step.state];
        const running = step.tasks.filter((task) => task.state === 'running');
        const workers = [...new Set(running.map((task) => task.worker).filter(Boolean))];
        const segments = step.kind === 'detect' && step.state !== 'todo' ? segmentStates(job, step.tasks) : [];
        const stopped = over && step.state !== 'done';
        return (
          <li key={step.kind} className={`step step-${stopped ? 'todo' : step.state}`}>
            <span className="step-mark">
              <Icon size={16} stroke={2.4} aria-hidden />
            </span>
            <div className="step-body">
              <div className="step-name">{stageName(step.kind)}</div>
              <div className="step-detail">
                {stopped ? (step.state === 'todo' ? 'Not reached' : 'Stopped here') : detail(step, segments)}
                {!stopped && workers.length > 0 && ` · on ${workers.join(', ')}`}
              </div>
              {segments.length > 0 && <Segments states={segments} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
