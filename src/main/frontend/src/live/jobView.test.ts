import { describe, expect, it } from 'vitest';
import type { Job, JobEvent } from '../api/types';
import { applyToJob, NOTHING_KNOWN, withEvents, withJob } from './jobView';
import { reconnectDelay } from './stream';
import { withFact } from './useActiveJobs';

const at = (second: number) => `2026-11-19T10:00:${String(second).padStart(2, '0')}.000Z`;
const base = { jobId: 'job-1', sessionId: 'sess-1' };
const queued: Job = {
  id: 'job-1', status: 'queued', progress: 0, sessionId: 'sess-1', createdAt: at(0), startedAt: null, finishedAt: null, updatedAt: at(0), error: null,
};
const progress = (second: number, value: number): JobEvent => ({ ...base, type: 'progress', at: at(second), progress: value, stage: 'detect', segmentsDone: 2, segments: 5 });

describe('a job, event by event', () => {
  it('runs from its first task on', () => {
    const job = applyToJob(queued, { ...base, type: 'task-started', at: at(1), task: 'inspect', attempt: 1, worker: 'w' });
    expect(job).toMatchObject({ status: 'running', startedAt: at(1) });
  });
  it('never goes back', () => {
    const job = [progress(1, 0.4), progress(2, 0.3)].reduce(applyToJob, queued);
    expect(job).toMatchObject({ progress: 0.4, stage: 'detect', segmentsDone: 2, segments: 5 });
  });
  it('is not changed by what was before the known state', () => {
    const known: Job = { ...queued, status: 'completed', progress: 1, updatedAt: at(9) };
    expect(applyToJob(known, progress(3, 0.4))).toBe(known);
  });
  it('ends completed, or failed with its reason', () => {
    expect(applyToJob(queued, { ...base, type: 'completed', at: at(5) })).toMatchObject({ status: 'completed', progress: 1, finishedAt: at(5) });
    expect(applyToJob(queued, { ...base, type: 'failed', at: at(5), error: 'Broken file' })).toMatchObject({ status: 'failed', error: 'Broken file' });
  });
});

describe('the view of a job', () => {
  it('knows its tasks, attempts and reasons', () => {
    const { tasks } = withEvents(NOTHING_KNOWN, [
      { ...base, type: 'task-started', at: at(1), task: 'detect/0000', attempt: 1, worker: 'a' },
      { ...base, type: 'task-retried', at: at(2), task: 'detect/0000', attempt: 1, reason: 'The worker went away' },
      { ...base, type: 'task-started', at: at(3), task: 'detect/0000', attempt: 2, worker: 'b' },
      { ...base, type: 'task-finished', at: at(4), task: 'detect/0000', attempt: 2, worker: 'b' },
    ]);
    expect([...tasks.values()]).toEqual([
      { task: 'detect/0000', state: 'done', attempt: 2, worker: 'b', startedAt: at(3), finishedAt: at(4), reason: null },
    ]);
  });
  it('logs everything but progress', () => {
    const view = withEvents(NOTHING_KNOWN, [{ ...base, type: 'queued', at: at(0), place: 3 }, progress(1, 0.1), { ...base, type: 'cancelled', at: at(2) }]);
    expect(view.log.map((event) => event.type)).toEqual(['queued', 'cancelled']);
    expect(view).toMatchObject({ place: 3, cancelled: true });
  });
  it('takes a newer state from the server, and no older one', () => {
    const view = withJob(NOTHING_KNOWN, { ...queued, updatedAt: at(5), progress: 0.5 });
    expect(withJob(view, queued).job?.progress).toBe(0.5);
    expect(withJob(view, { ...queued, updatedAt: at(6), progress: 0.6 }).job?.progress).toBe(0.6);
  });
});

describe('all active jobs', () => {
  it('come and go with their events', () => {
    const running = withFact(new Map(), progress(1, 0.2));
    expect(running.get('sess-1')).toMatchObject({ id: 'job-1', progress: 0.2, status: 'running' });
    expect(withFact(running, { ...base, type: 'completed', at: at(2) }).size).toBe(0);
    expect(withFact(running, { type: 'session-deleted', sessionId: 'sess-1' }).size).toBe(0);
  });
  it('begin anew with a new job of the same session', () => {
    const running = withFact(new Map(), progress(1, 0.9));
    const again = withFact(running, { ...base, jobId: 'job-2', type: 'queued', at: at(2) });
    expect(again.get('sess-1')).toMatchObject({ id: 'job-2', progress: 0, status: 'queued' });
  });
});

it('waits longer and longer between attempts to connect, but not for ever', () => {
  expect([0, 1, 2, 3, 50].map(reconnectDelay)).toEqual([500, 1_000, 2_000, 4_000, 10_000]);
});
