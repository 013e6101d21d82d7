import { expect, it } from 'vitest';
import { fileName } from '../session/fileName';
import { keyAction } from './keys';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

it('plays, moves and finds gaps by keys', () => {
  expect(keyAction(press(' '), 'other')).toEqual({ kind: 'toggle' });
  expect(keyAction(press('ArrowLeft'), 'slider')).toEqual({ kind: 'by', ms: -5_000 });
  expect(keyAction(press('N'), 'other')).toEqual({ kind: 'gap', direction: 1 });
});
it('leaves a button its space, a field all its keys, and the browser its own combinations', () => {
  expect(keyAction(press(' '), 'button')).toBeNull();
  expect(keyAction(press('k'), 'field')).toBeNull();
  expect(keyAction(press('l', { ctrlKey: true }), 'other')).toBeNull();
  expect(keyAction(press('x'), 'other')).toBeNull();
});
it('names saved files in a way every system allows', () => {
  expect(fileName('Zürich: a/b "c"?', '.csv')).toBe('Zürich a b c.csv');
  expect(fileName('///', '.json')).toBe('recording.json');
});
