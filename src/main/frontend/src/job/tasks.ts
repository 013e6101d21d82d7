import type { Job } from '../api/types';
import type { JobView, TaskView } from '../live/jobView';

export type StepState = 'todo' | 'running' | 'done' | 'again' | 'unneeded';

export interface StepView {
  kind: string;
  state: StepState;
  tasks: TaskView[];
}

const ORDER = ['inspect', 'transcode', 'detect', 'track'] as const;
const kindOf = (task: string) => task.split('/')[0] ?? task;
/** The step that a task is a part of: a video may be encoded in pieces before it is made of them. */
const stepOf = (task: string) => (kindOf(task) === 'encode' ? 'transcode' : kindOf(task));

function stateOf(kind: string, tasks: TaskView[], job: Job, isLogged: boolean): StepState {
  if (tasks.some((task) => task.state === 'running')) return 'running';
  if (tasks.some((task) => task.state === 'again')) return 'again';
  const stage = stepOf(job.stage ?? '');
  if (job.status === 'completed') return kind === 'transcode' && tasks.length === 0 && isLogged ? 'unneeded' : 'done';
  if (kind === 'detect') {
    if (job.segments && job.segmentsDone === job.segments) return 'done';
    return tasks.length > 0 || stage === kind ? 'running' : 'todo';
  }
  // The last piece is not yet the video.
  if (tasks.some((task) => kindOf(task.task) === 'encode') && !tasks.some((task) => task.task === kind)) return 'running';
  if (tasks.length > 0) return 'done';
  if (job.status === 'running' && stage === kind) return 'running';
  // The video may be made beside the search for people: a later stage says nothing about it.
  if (kind === 'inspect' && stage !== '' && stage !== kind) return 'done';
  return 'todo';
}

/** Whether a job only draws a result into a video. */
export const isRender = (job: Job) => job.goal === 'render' || kindOf(job.stage ?? '') === 'render';

/** The steps of a job in their order, each with what is known about its tasks. */
export function steps(view: JobView): StepView[] {
  const { job } = view;
  if (!job) return [];
  const all = [...view.tasks.values()];
  const kinds: readonly string[] = isRender(job) ? ['render'] : ORDER;
  return kinds.map((kind) => {
    const tasks = all.filter((task) => stepOf(task.task) === kind);
    return { kind, tasks, state: stateOf(kind, tasks, job, all.length > 0) };
  });
}

export type SegmentState = 'todo' | 'running' | 'done' | 'again';

/**
 * The state of each segment. Which ones are done is known from events; where some are missing (the log is capped), only
 * their number is, and they are taken to be the first ones.
 */
export function segmentStates(job: Job, tasks: readonly TaskView[]): SegmentState[] {
  const known = new Map(tasks.map((task) => [Number(task.task.split('/')[1]), task.state]));
  const total = Math.max(job.segments ?? 0, ...[...known.keys()].map((n) => n + 1));
  const states = Array.from({ length: total }, (_, n): SegmentState => known.get(n) ?? 'todo');
  if (job.status === 'completed') return states.map(() => 'done');
  let missing = (job.segmentsDone ?? 0) - states.filter((state) => state === 'done').length;
  for (let n = 0; n < total && missing > 0; n++) {
    if (states[n] === 'todo') {
      states[n] = 'done';
      missing--;
    }
  }
  return states;
}
