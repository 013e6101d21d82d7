import { expect, it } from 'vitest';
import type { SessionSummary } from '../api/types';
import { firstPage, select } from './select';

const session = (name: string | null, change: Partial<SessionSummary> = {}): SessionSummary => ({
  sessionId: `sess-${name ?? ''}`, name, createdAt: '2026-11-01T00:00:00Z', status: 'completed', relatedJobId: null, ...change,
});
const list = [
  session('Optics 10', { createdAt: '2026-11-03T00:00:00Z', courseCode: 'PHY-2', durationMs: 5 }),
  session('Optics 2', { createdAt: '2026-11-04T00:00:00Z', sessionDate: '2026-01-01', status: 'failed' }),
  session('Zürich', { durationMs: 9 }),
  session(null),
];
const names = (found: SessionSummary[]) => found.map((one) => one.name);
const all = { text: '', filter: 'all', sort: 'newest' } as const;

it('finds each word somewhere, whatever the case and accents', () => {
  expect(names(select(list, { ...all, text: 'phy OPT' }))).toEqual(['Optics 10']);
  expect(names(select(list, { ...all, text: 'zurich' }))).toEqual(['Zürich']);
  expect(names(select(list, { ...all, text: 'without a name' }))).toEqual([null]);
});
it('shows what has a status', () => {
  expect(names(select(list, { ...all, filter: 'failed' }))).toEqual(['Optics 2']);
});
it('sorts', () => {
  expect(names(select(list, all)).slice(0, 2)).toEqual(['Optics 2', 'Optics 10']);
  expect(names(select(list, { ...all, sort: 'oldest' }))[0]).toBe('Optics 2');
  expect(names(select(list, { ...all, sort: 'name' }))).toEqual(['Optics 2', 'Optics 10', null, 'Zürich']);
  expect(names(select(list, { ...all, sort: 'longest' }))[0]).toBe('Zürich');
});
it('asks the server for what is chosen and nothing else', () => {
  expect(firstPage(all)).toBe('/sessions?limit=60');
  expect(firstPage({ text: ' a&b ', filter: 'failed', sort: 'name' })).toBe('/sessions?q=a%26b&status=failed&sort=name&limit=60');
});
