import { describe, expect, it } from 'vitest';
import type { Zone } from '../api/people';
import { closes, cutEdge, freeName, MIDDLE, moved, newZone, pointAt, problemOf, readMetres, rectangle, sidesOf, without } from './room';

const zone = (name: string): Zone => ({ name, kind: 'board', anchor: 'centre', corners: [...MIDDLE] });

describe('drawing a zone', () => {
  it('gives names that are free, and the point that fits the kind', () => {
    expect(freeName('board', [zone('Board'), zone('Board 2')])).toBe('Board 3');
    expect(newZone('desk', [...MIDDLE], [zone('Board')])).toMatchObject({ name: 'Desk', anchor: 'foot' });
    expect(newZone('board', [...MIDDLE], [])).toMatchObject({ anchor: 'centre' });
  });
  it('keeps corners in the picture', () => {
    expect(pointAt(-0.2, 1.3)).toEqual({ x: 0, y: 1 });
    expect(pointAt(0.123456, 0.5)).toEqual({ x: 0.1235, y: 0.5 });
  });
  it('moves, adds and removes corners, but never below three', () => {
    expect(moved(MIDDLE, 1, { x: 0.9, y: 0.1 })[1]).toEqual({ x: 0.9, y: 0.1 });
    expect(cutEdge(MIDDLE, 3)).toEqual([...MIDDLE, { x: 0.35, y: 0.5 }]);
    expect(without(MIDDLE, 0)).toHaveLength(3);
    expect(without(without(MIDDLE, 0), 0)).toHaveLength(3);
  });
  it('is closed by a click near the first corner, once there are three', () => {
    const near = { x: 0.36, y: 0.36 };
    expect(closes(MIDDLE, near, 1000, 500)).toBe(true);
    expect(closes(MIDDLE, near, 4000, 2000)).toBe(false);
    expect(closes(MIDDLE.slice(0, 2), near, 1000, 500)).toBe(false);
  });
});

describe('the floor', () => {
  const marks = rectangle(6, 2.5).map((place, i) => ({ ...place, x: i / 10, y: i / 10 }));
  it('is known again as a rectangle by its sides', () => {
    expect(sidesOf(marks)).toEqual({ width: 6, depth: 2.5 });
  });
  it('is no rectangle when one mark is elsewhere', () => {
    expect(sidesOf(marks.map((mark, i) => (i === 3 ? { ...mark, xMetres: 1 } : mark)))).toBeNull();
    expect(sidesOf(marks.slice(1))).toBeNull();
  });
  it.each([['4', 4], ['4,5', 4.5], [' 0.25 ', 0.25], ['-2', -2], ['', null], ['four', null], ['1e3', null]])('"%s" metres', (text, metres) => {
    expect(readMetres(text)).toBe(metres);
  });
});

describe('what keeps a room from being saved', () => {
  const mark = { x: 0, y: 0, xMetres: 0, yMetres: 0 };
  it('is said', () => {
    expect(problemOf([zone(' ')], [], [])).toContain('zone 1');
    expect(problemOf([zone('Board'), zone('Board ')], [], [])).toContain('“Board”');
    expect(problemOf([], [mark, mark], [])).toContain('2 more');
    expect(problemOf([], [mark, mark, mark, mark], [mark, null])).toContain('metres');
  });
  it('is nothing when all is there', () => {
    expect(problemOf([zone('Board')], [mark, mark, mark, mark], [mark, mark, mark, mark])).toBeNull();
    expect(problemOf([], [], [])).toBeNull();
  });
});
