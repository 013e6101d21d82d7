import { describe, expect, it } from 'vitest';
import type { Job } from '../api/types';
import { NOTHING_KNOWN, type JobView, type TaskView } from '../live/jobView';
import { segmentStates, steps } from './tasks';

const job = (change: Partial<Job>): Job => ({
  id: 'job-1', status: 'running', progress: 0.3, sessionId: 's', createdAt: '', startedAt: null, finishedAt: null, updatedAt: null, error: null, ...change,
});
const task = (name: string, state: TaskView['state']): TaskView => ({
  task: name, state, attempt: 1, worker: 'w', startedAt: null, finishedAt: null, reason: null,
});
const view = (change: Partial<Job>, tasks: TaskView[] = []): JobView => ({
  ...NOTHING_KNOWN, job: job(change), tasks: new Map(tasks.map((one) => [one.task, one])),
});
const states = (of: JobView) => steps(of).map(({ kind, state }) => `${kind} ${state}`);

describe('steps', () => {
  it('follow the stage when no events are known', () => {
    expect(states(view({ stage: 'detect' }))).toEqual(['inspect done', 'transcode todo', 'detect running', 'track todo']);
  });
  it('follow the tasks when they are', () => {
    const tasks = [task('inspect', 'done'), task('transcode', 'running'), task('detect/0000', 'done')];
    expect(states(view({ stage: 'detect', segments: 3, segmentsDone: 1 }, tasks))).toEqual(['inspect done', 'transcode running', 'detect running', 'track todo']);
  });
  it('count the pieces of a video to its making, which ends with the whole', () => {
    const pieces = [task('inspect', 'done'), task('encode/0000', 'done'), task('encode/0001', 'done')];
    const more = { stage: 'detect', segments: 3, segmentsDone: 1 };
    expect(states(view({ stage: 'encode' }, [task('inspect', 'done'), task('encode/0000', 'running')]))[1]).toBe('transcode running');
    expect(states(view(more, pieces))[1]).toBe('transcode running');
    expect(states(view(more, [...pieces, task('transcode', 'done')]))[1]).toBe('transcode done');
    expect(states(view({ stage: 'encode' }))).toEqual(['inspect done', 'transcode running', 'detect todo', 'track todo']);
  });
  it('say that a video was not needed to be made', () => {
    const tasks = [task('inspect', 'done'), task('detect/0000', 'done'), task('track', 'done')];
    expect(states(view({ status: 'completed' }, tasks))[1]).toBe('transcode unneeded');
  });
  it('are only one for a rendered video', () => {
    expect(states(view({ stage: 'render' }))).toEqual(['render running']);
    expect(states(view({ status: 'completed', goal: 'render' }))).toEqual(['render done']);
  });
});

describe('segments', () => {
  it('are those that events name, and as many others as are done', () => {
    expect(segmentStates(job({ segments: 4, segmentsDone: 2 }), [task('detect/0002', 'done'), task('detect/0003', 'running')])).toEqual(['done', 'todo', 'done', 'running']);
  });
  it('are all done in a completed job', () => {
    expect(segmentStates(job({ status: 'completed', segments: 2 }), [])).toEqual(['done', 'done']);
  });
});
