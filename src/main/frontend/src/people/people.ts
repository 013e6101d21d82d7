import type { PathPoint, People, Person, Role, Ruling, Verdict } from '../api/people';

/** What somebody wears, as far as colours are known. */
export function looksOf({ looks }: Pick<Person, 'looks'>): string | null {
  if (!looks.upper || !looks.lower) return null;
  return looks.upper === looks.lower ? `in ${looks.upper}` : `${looks.upper} above, ${looks.lower} below`;
}

export interface Trust {
  tone: 'good' | 'warn' | 'bad';
  words: string;
}

/** Whether a person said who teaches. That persons were merged, split or ruled out says something else. */
export const wasNamed = ({ persons }: Pick<People, 'persons'>) =>
  persons.some(({ role, tracklets }) => role === 'instructor' && tracklets.some(({ ruling }) => ruling === 'instructor'));

/** A confidence in words. It is no probability, and the words must not sound like one. */
export function trustOf(verdict: Verdict, named: boolean): Trust {
  if (named) return { tone: 'good', words: 'Said by a person' };
  if (verdict.persons.length === 0) return { tone: 'warn', words: 'Nobody was chosen' };
  if (verdict.confidence >= 0.7) return { tone: 'good', words: 'Much speaks for it' };
  if (verdict.confidence >= 0.45) return { tone: 'warn', words: 'Probably right, worth a look' };
  return { tone: 'bad', words: 'Uncertain: please look' };
}

const RANK: Record<Role, number> = { instructor: 0, second: 1, other: 2, never: 3 };

/** Who matters first: the instructor, a second teacher, the alternatives in their order, then who was there longest. */
export function ranked({ persons, instructor }: Pick<People, 'persons' | 'instructor'>): Person[] {
  const alternative = (id: string) => {
    const place = instructor.alternatives.findIndex(({ person }) => person === id);
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return persons.toSorted(
    (a, b) => compare(RANK[a.role], RANK[b.role]) || compare(alternative(a.id), alternative(b.id)) || b.presentMs - a.presentMs,
  );
}

export const isThere = ({ present }: Pick<Person, 'present'>, ms: number) => present.some(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs);

/** A person can be cut in two at a moment strictly within the time it was seen in. */
export function canSplit({ tracklets }: Pick<Person, 'tracklets'>, ms: number): boolean {
  const first = tracklets[0];
  const last = tracklets.at(-1);
  return first !== undefined && last !== undefined && ms > first.fromMs && ms <= last.toMs;
}

/** Where a person was at a time, between the points of its path; null while it was not there. */
export function placeAt({ path, present }: Pick<Person, 'path' | 'present'>, ms: number): { cx: number; cy: number } | null {
  if (!isThere({ present }, ms)) return null;
  const after = path.findIndex(({ tMs }) => tMs >= ms);
  const last = path.at(-1);
  if (after < 0) return last ? { cx: last.cx, cy: last.cy } : null;
  const b = path[after] as PathPoint;
  const a = path[after - 1];
  if (!a) return { cx: b.cx, cy: b.cy };
  const part = b.tMs === a.tMs ? 1 : (ms - a.tMs) / (b.tMs - a.tMs);
  return { cx: a.cx + (b.cx - a.cx) * part, cy: a.cy + (b.cy - a.cy) * part };
}

/** The path in pieces: nobody knows the way between two appearances. */
export function pathPieces({ path, present }: Pick<Person, 'path' | 'present'>): PathPoint[][] {
  return present.map(({ fromMs, toMs }) => path.filter(({ tMs }) => tMs >= fromMs && tMs <= toMs)).filter((piece) => piece.length > 0);
}

/** The box of a person at a time, about: the place from its path, the size from its portrait. */
export function boxAt(person: Pick<Person, 'path' | 'present' | 'portrait' | 'height'>, ms: number) {
  const place = placeAt(person, ms);
  if (!place) return null;
  const { bbox } = person.portrait;
  const h = person.height;
  const w = bbox && bbox.h > 0 ? (bbox.w / bbox.h) * h : h * 0.3;
  return { x: place.cx - w / 2, y: place.cy - h / 2, w, h };
}

/** Times as somebody types them: `1:02:03`, `4:07`, `4:07.5`, `12`. Null if it is none. */
export function readClock(text: string): number | null {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const seconds = Number((match[3] ?? '').replace(',', '.'));
  if (match[2] !== undefined && seconds >= 60) return null;
  return Math.round((Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + seconds) * 1000);
}

/** A time with tenths, as `readClock` reads it. */
export function preciseClock(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100));
  const h = Math.floor(tenths / 36_000);
  const m = Math.floor(tenths / 600) % 60;
  const s = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** The document as it will probably be after a ruling without a span, until the service says what follows. */
export function foreseen(people: People, ruling: Ruling): People {
  if ((ruling.fromMs ?? ruling.toMs ?? null) !== null) return people;
  const owns = (person: Person, ids: readonly string[] | undefined) =>
    ids?.some((id) => id === person.id || person.tracklets.some((tracklet) => tracklet.id === id)) ?? false;
  const persons = people.persons.map((person): Person => {
    if (owns(person, ruling.never)) return { ...person, role: 'never' };
    if (owns(person, ruling.instructor)) return { ...person, role: 'instructor' };
    return ruling.instructor?.length && person.role === 'instructor' ? { ...person, role: 'other' } : person;
  });
  return { ...people, persons };
}
