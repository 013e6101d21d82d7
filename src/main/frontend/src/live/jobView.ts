import type { Job, JobEvent } from '../api/types';

export interface TaskView {
  task: string;
  state: 'running' | 'done' | 'again';
  attempt: number;
  worker: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Why it is to be done again. */
  reason: string | null;
}

/** Everything a page knows about one job: its state, its tasks so far and what happened. */
export interface JobView {
  job: Job | null;
  tasks: ReadonlyMap<string, TaskView>;
  /** Without progress events, oldest first. */
  log: readonly JobEvent[];
  /** Place in the queue when it was queued; null when unknown. */
  place: number | null;
  cancelled: boolean;
}

export const NOTHING_KNOWN: JobView = { job: null, tasks: new Map(), log: [], place: null, cancelled: false };

const at = (text: string | null | undefined) => (text ? Date.parse(text) : Number.NEGATIVE_INFINITY);

/** Takes a state read from the server, unless something newer is known already. */
export function withJob(view: JobView, job: Job): JobView {
  return view.job && view.job.id === job.id && at(view.job.updatedAt) > at(job.updatedAt) ? view : { ...view, job };
}

/** The job after one event. Progress never goes back; an event older than what is known changes nothing. */
export function applyToJob(job: Job, event: JobEvent): Job {
  if (at(event.at) < at(job.updatedAt)) return job;
  const base = { ...job, updatedAt: event.at };
  switch (event.type) {
    case 'task-started':
      return { ...base, status: 'running', startedAt: job.startedAt ?? event.at };
    case 'progress':
      return {
        ...base,
        status: 'running',
        startedAt: job.startedAt ?? event.at,
        progress: Math.max(job.progress, event.progress),
        stage: event.stage,
        etaSeconds: event.etaSeconds ?? null,
        framesPerSecond: event.framesPerSecond ?? null,
        segmentsDone: event.segmentsDone ?? job.segmentsDone ?? null,
        segments: event.segments ?? job.segments ?? null,
        stalledSeconds: event.stalledSeconds ?? null,
      };
    case 'completed':
      return { ...base, status: 'completed', progress: 1, finishedAt: event.at, stage: null, etaSeconds: null, error: null };
    case 'failed':
      return { ...base, status: 'failed', finishedAt: event.at, etaSeconds: null, error: event.error };
    case 'queued':
    case 'task-finished':
    case 'task-retried':
    case 'preview':
    case 'cancelled':
      return base;
  }
}

function withTask(tasks: ReadonlyMap<string, TaskView>, event: JobEvent): ReadonlyMap<string, TaskView> {
  if (event.type !== 'task-started' && event.type !== 'task-finished' && event.type !== 'task-retried') return tasks;
  const before = tasks.get(event.task);
  const base = { task: event.task, attempt: event.attempt, reason: null, startedAt: before?.startedAt ?? null, finishedAt: null };
  const next = new Map(tasks);
  if (event.type === 'task-started') {
    next.set(event.task, { ...base, state: 'running', worker: event.worker, startedAt: event.at });
  } else if (event.type === 'task-finished') {
    next.set(event.task, { ...base, state: 'done', worker: event.worker, finishedAt: event.at });
  } else {
    next.set(event.task, { ...base, state: 'again', worker: before?.worker ?? null, reason: event.reason });
  }
  return next;
}

/** The view after some events, in their order. */
export function withEvents(view: JobView, events: readonly JobEvent[]): JobView {
  let { job, tasks, place, cancelled } = view;
  const log = [...view.log];
  for (const event of events) {
    if (job) job = applyToJob(job, event);
    tasks = withTask(tasks, event);
    if (event.type === 'queued') place = event.place ?? null;
    if (event.type === 'cancelled') cancelled = true;
    if (event.type !== 'progress') log.push(event);
  }
  return { job, tasks, log, place, cancelled };
}

/** Whether nothing more will happen after this event. */
export const isLast = (event: JobEvent) => event.type === 'completed' || event.type === 'failed' || event.type === 'cancelled';
