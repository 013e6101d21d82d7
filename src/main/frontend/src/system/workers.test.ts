import { describe, expect, it } from 'vitest';
import type { Worker } from '../api/types';
import { explanation, failures, removable } from './workers';

const worker = (change: Partial<Worker>): Worker => ({
  name: 'local', host: 'pc', version: '0.1', slots: 2, state: 'idle', reason: null, quarantinedUntil: null,
  since: '2026-11-22T10:00:00.000Z', lastSeen: '2026-11-22T11:00:00.000Z', tasksDone: 0, tasksFailed: 0, tasksLost: 0, busyWith: [],
  ...change,
});

describe('a worker', () => {
  it('explains itself only where its state is not plain', () => {
    expect(explanation(worker({}))).toBeNull();
    expect(explanation(worker({ state: 'busy' }))).toBeNull();
    expect(explanation(worker({ state: 'other-model' }))).toContain('another detector');
    expect(explanation(worker({ state: 'lost' }))).toMatch(/^Last heard of at .*\d/);
  });

  it('says why it is set aside, and when that ends', () => {
    expect(explanation(worker({ state: 'quarantined', reason: 'It failed.', quarantinedUntil: '2026-11-22T11:01:00.000Z' })))
      .toMatch(/^It failed\. It gets a task again, to try, at .*01/);
  });

  it('can be shut out if it is not the service itself', () => {
    expect(removable(worker({}))).toBe(false);
    expect(removable(worker({ name: 'locality' }))).toBe(true);
  });

  it('counts what went wrong', () => {
    expect(failures(worker({}))).toBe('none');
    expect(failures(worker({ tasksFailed: 3 }))).toBe('3 failed');
    expect(failures(worker({ tasksFailed: 3, tasksLost: 1 }))).toBe('3 failed, 1 lost');
  });
});
