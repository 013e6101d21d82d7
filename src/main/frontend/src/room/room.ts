import type { FloorMark, Point, Room, Zone, ZoneKind } from '../api/people';
import { KINDS } from '../track/zones';

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** A point of the picture, in fractions with as many digits as a click has. */
export const pointAt = (x: number, y: number): Point => ({ x: Number(clamp(x).toFixed(4)), y: Number(clamp(y).toFixed(4)) });

/** The name of a kind with a number if it is taken already. */
export function freeName(kind: ZoneKind, zones: readonly Zone[]): string {
  const base = KINDS.find((other) => other.kind === kind)?.name ?? 'Zone';
  const taken = new Set(zones.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!taken.has(name)) return name;
  }
}

export function newZone(kind: ZoneKind, corners: Point[], zones: readonly Zone[]): Zone {
  return { name: freeName(kind, zones), kind, anchor: KINDS.find((other) => other.kind === kind)?.anchor ?? 'centre', corners };
}

/** A rectangle in the middle, for those who draw without a pointer. */
export const MIDDLE: readonly Point[] = [{ x: 0.35, y: 0.35 }, { x: 0.65, y: 0.35 }, { x: 0.65, y: 0.65 }, { x: 0.35, y: 0.65 }];

export const moved = (corners: readonly Point[], index: number, to: Point): Point[] => corners.map((corner, i) => (i === index ? to : corner));

/** One corner less; a polygon keeps three. */
export const without = (corners: readonly Point[], index: number): Point[] =>
  corners.length > 3 ? corners.filter((_, i) => i !== index) : [...corners];

/** A new corner in the middle of the edge that begins at a corner. */
export function cutEdge(corners: readonly Point[], index: number): Point[] {
  const a = corners[index];
  const b = corners[(index + 1) % corners.length];
  if (!a || !b) return [...corners];
  return [...corners.slice(0, index + 1), pointAt((a.x + b.x) / 2, (a.y + b.y) / 2), ...corners.slice(index + 1)];
}

/** Whether a click is meant for the first corner, which closes the polygon; distances in pixels of the screen. */
export function closes(corners: readonly Point[], at: Point, width: number, height: number, reach = 14): boolean {
  const first = corners[0];
  return first !== undefined && corners.length >= 3 && Math.hypot((at.x - first.x) * width, (at.y - first.y) * height) <= reach;
}

/** The places of four marks that are the corners of a rectangle: front left, front right, back right, back left. */
export const rectangle = (width: number, depth: number): { xMetres: number; yMetres: number }[] => [
  { xMetres: 0, yMetres: 0 }, { xMetres: width, yMetres: 0 }, { xMetres: width, yMetres: depth }, { xMetres: 0, yMetres: depth },
];

/** Width and depth of marks that `rectangle` made; null for other places. */
export function sidesOf(marks: readonly FloorMark[]): { width: number; depth: number } | null {
  const corner = marks[2];
  if (marks.length !== 4 || !corner) return null;
  const same = rectangle(corner.xMetres, corner.yMetres).every(
    ({ xMetres, yMetres }, i) => marks[i]?.xMetres === xMetres && marks[i].yMetres === yMetres,
  );
  return same ? { width: corner.xMetres, depth: corner.yMetres } : null;
}

/** A length as somebody types it, in metres; null if it is none. */
export function readMetres(text: string): number | null {
  const match = /^-?\d{1,4}(?:[.,]\d{1,3})?$/.exec(text.trim());
  return match ? Number(match[0].replace(',', '.')) : null;
}

/** The first thing that keeps a room from being saved, as a sentence; the service checks everything else. */
export function problemOf(zones: readonly Zone[], marks: readonly Point[], metres: readonly (FloorMark | null)[]): string | null {
  const nameless = zones.findIndex(({ name }) => name.trim() === '');
  if (nameless >= 0) return `Give zone ${nameless + 1} a name.`;
  const twice = zones.find(({ name }, i) => zones.some((other, k) => k < i && other.name.trim() === name.trim()));
  if (twice) return `Two zones are called “${twice.name.trim()}”; give each a name of its own.`;
  if (marks.length > 0 && marks.length < 4) return `The floor needs four points; ${4 - marks.length} more to click, or remove them.`;
  if (metres.some((mark) => mark === null)) return 'Give the lengths on the floor in metres, such as 4.5.';
  return null;
}

export const sameRoom = (a: Room, b: Room) => JSON.stringify(a) === JSON.stringify(b);
