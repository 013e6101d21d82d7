import { describe, expect, it } from 'vitest';
import type { People, Person, Ruled, Verdict } from '../api/people';
import { inWords } from '../format';
import { resultEtag } from '../track/findings';
import { nextSpan, previousSpan, spansAt } from '../track/spans';
import {
  boxAt, canSplit, foreseen, looksOf, pathPieces, placeAt, preciseClock, ranked, readClock, trustOf, wasNamed,
} from './people';

function person(id: string, change: Partial<Person> = {}): Person {
  return {
    id, score: 0.5, presence: 0.5, presentMs: 10_000, height: 0.4, looks: { upper: 'blue', lower: 'dark grey' },
    portrait: { tMs: 0, bbox: { x: 0.4, y: 0.2, w: 0.2, h: 0.4 } },
    tracklets: [{ id: `t-${id}`, fromMs: 0, toMs: 10_000, sights: 50, quality: 0.8 }],
    present: [{ fromMs: 0, toMs: 4_000 }, { fromMs: 8_000, toMs: 10_000 }],
    path: [{ tMs: 0, cx: 0.2, cy: 0.5 }, { tMs: 4_000, cx: 0.6, cy: 0.5 }, { tMs: 8_000, cx: 0.1, cy: 0.5 }, { tMs: 10_000, cx: 0.1, cy: 0.7 }],
    role: 'other', followedMs: 0, ...change,
  };
}

const verdict: Verdict = { persons: ['p1'], confidence: 0.34, reasons: [], alternatives: [], secondTeacher: null, corrected: false };

describe('words about persons', () => {
  it('call persons by name, in sentences of the service too', () => {
    expect(inWords('Person p12 might be the instructor as well; p3 is not.')).toBe('Person 12 might be the instructor as well; Person 3 is not.');
    expect(inWords('t12400-1 and p1-like words stay: tap1')).toBe('t12400-1 and p1-like words stay: tap1');
  });
  it('say what somebody looks like only if that is known', () => {
    expect(looksOf(person('p1'))).toBe('blue above, dark grey below');
    expect(looksOf({ looks: { upper: 'blue', lower: 'blue' } })).toBe('in blue');
    expect(looksOf({ looks: { upper: null, lower: null } })).toBeNull();
  });
  it.each([[0.9, 'good'], [0.5, 'warn'], [0.34, 'bad']])('a confidence of %d is %s', (confidence, tone) => {
    expect(trustOf({ ...verdict, confidence }, false).tone).toBe(tone);
  });
  it('who was named needs no confidence, and nobody has none', () => {
    expect(trustOf(verdict, true).tone).toBe('good');
    expect(trustOf({ ...verdict, corrected: true }, false).tone).toBe('bad');
    expect(trustOf({ ...verdict, persons: [], confidence: 0.9 }, false).words).toBe('Nobody was chosen');
  });
  it('somebody was named who teaches only if that is what was said', () => {
    const ruled = (ruling: Ruled | null) => [{ id: 't0-0', fromMs: 0, toMs: 9, sights: 3, quality: 1, ruling }];
    expect(wasNamed({ persons: [person('p1', { role: 'instructor', tracklets: ruled('instructor') })] })).toBe(true);
    expect(wasNamed({ persons: [person('p1', { role: 'instructor', tracklets: ruled(null) }), person('p2', { tracklets: ruled('never') })] })).toBe(false);
  });
});

describe('the order of persons', () => {
  it('begins with who teaches and who might, then goes by time', () => {
    const persons = [
      person('p1', { presentMs: 5 }), person('p2', { presentMs: 900 }), person('p3', { presentMs: 7 }), person('p4', { role: 'instructor' }),
      person('p5', { role: 'never', presentMs: 9_999 }), person('p6', { role: 'second' }),
    ];
    const instructor = { ...verdict, alternatives: [{ person: 'p3', score: 0.4, reason: '' }, { person: 'p1', score: 0.1, reason: '' }] };
    expect(ranked({ persons, instructor }).map(({ id }) => id)).toEqual(['p4', 'p6', 'p3', 'p1', 'p2', 'p5']);
  });
});

describe('where a person was', () => {
  it('lies on the way between two points', () => {
    expect(placeAt(person('p1'), 2_000)?.cx).toBeCloseTo(0.4, 6);
  });
  it('is not known while it was away', () => {
    expect(placeAt(person('p1'), 6_000)).toBeNull();
    expect(boxAt(person('p1'), 6_000)).toBeNull();
  });
  it('has a box of its usual size', () => {
    const box = boxAt(person('p1'), 2_000);
    expect([box?.x, box?.y, box?.w, box?.h].map((value) => value?.toFixed(3))).toEqual(['0.300', '0.300', '0.200', '0.400']);
  });
  it('is no line across an absence', () => {
    expect(pathPieces(person('p1')).map((piece) => piece.length)).toEqual([2, 2]);
  });
  it('is found one appearance after the other, in both directions', () => {
    const { present } = person('p1');
    expect(nextSpan(present, 0)).toBe(present[1]);
    expect(nextSpan(present, 8_000)).toBeNull();
    expect(previousSpan(present, 9_000)).toBe(present[0]);
    expect(previousSpan(present, 10_000)).toBe(present[1]);
    expect(spansAt(present, 6_000)).toEqual([]);
    expect(spansAt([{ fromMs: 500, toMs: 500 }], 1_400)).toHaveLength(1);
  });
  it('can be cut only within the time it was seen in', () => {
    expect([0, 1, 10_000, 10_001].map((ms) => canSplit(person('p1'), ms))).toEqual([false, true, true, false]);
  });
});

describe('times that somebody types', () => {
  it.each([['12', 12_000], ['4:07', 247_000], ['1:02:03.5', 3_723_500], [' 0:01,25 ', 1_250], ['90', 90_000]])('%s', (text, ms) => {
    expect(readClock(text)).toBe(ms);
  });
  it.each(['', 'abc', '1:75', '-3', '1:2:3:4'])('"%s" is none', (text) => {
    expect(readClock(text)).toBeNull();
  });
  it.each([0, 1_200, 59_900, 247_000, 3_723_500])('%d ms are read as they are written', (ms) => {
    expect(readClock(preciseClock(ms))).toBe(ms);
  });
});

describe('what is shown until the service answers', () => {
  const people = { persons: [person('p1', { role: 'instructor' }), person('p2')] } as People;
  const roles = (ruling: Parameters<typeof foreseen>[1]) => foreseen(people, ruling).persons.map(({ role }) => role);
  it('is the new instructor in place of the old one', () => {
    expect(roles({ instructor: ['p2'] })).toEqual(['other', 'instructor']);
    expect(roles({ instructor: ['t-p2'] })).toEqual(['other', 'instructor']);
  });
  it('is nobody who never is', () => {
    expect(roles({ never: ['p1'] })).toEqual(['never', 'other']);
  });
  it('is nothing else for a span of time', () => {
    expect(roles({ instructor: ['p2'], fromMs: 0, toMs: 1_000 })).toEqual(['instructor', 'other']);
  });
});

describe('the name of a result', () => {
  it.each([['"707bf1-w1...4-gzip"', '707bf1'], ['"707bf1"', '707bf1'], ['W/"707bf1-gzip"', '707bf1'], [null, null], ['x', null]])('of %s', (header, name) => {
    expect(resultEtag(header)).toBe(name);
  });
});
