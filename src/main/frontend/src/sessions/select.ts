import type { SessionSummary } from '../api/types';

export type Filter = 'all' | 'processing' | 'completed' | 'failed';
export type Sort = 'newest' | 'oldest' | 'name' | 'longest';

export interface Choice {
  text: string;
  filter: Filter;
  sort: Sort;
}

export const FILTERS: readonly Filter[] = ['all', 'processing', 'completed', 'failed'];
export const SORTS: readonly Sort[] = ['newest', 'oldest', 'name', 'longest'];

export const titleOf = (session: Pick<SessionSummary, 'name'>) => session.name ?? 'Recording without a name';

/** The day of the lecture if it was given, else the moment of the upload. */
const when = (session: SessionSummary) => session.sessionDate ?? session.createdAt;

const ORDERS: Record<Sort, (a: SessionSummary, b: SessionSummary) => number> = {
  newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  oldest: (a, b) => when(a).localeCompare(when(b)),
  name: (a, b) => titleOf(a).localeCompare(titleOf(b), undefined, { numeric: true, sensitivity: 'base' }),
  longest: (a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1),
};

/** Lower case, and without accents: "Zurich" finds "Zürich". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

const PAGE = 60;

/** The address of the first page of what is asked for. */
export function firstPage({ text, filter, sort }: Choice): string {
  const asked = new URLSearchParams();
  if (text.trim() !== '') asked.set('q', text.trim().slice(0, 200));
  if (filter !== 'all') asked.set('status', filter);
  if (sort !== 'newest') asked.set('sort', sort);
  asked.set('limit', String(PAGE));
  return `/sessions?${asked.toString()}`;
}

/** For servers that send all sessions whatever was asked: those that fit, in the order asked for. Each word of the text must be somewhere. */
export function select(sessions: readonly SessionSummary[], { text, filter, sort }: Choice): SessionSummary[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return sessions
    .filter((session) => {
      if (filter !== 'all' && session.status !== filter) return false;
      const hay = plain([titleOf(session), session.courseCode, session.sessionDate, session.sessionId].join(' '));
      return words.every((word) => hay.includes(word));
    })
    .sort(ORDERS[sort]);
}
