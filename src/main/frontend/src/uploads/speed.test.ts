import { expect, it } from 'vitest';
import { messageOf, UNREACHABLE } from '../api/client';
import { nameOfFile, Speed } from './speed';

it('does not guess a speed from too little', () => {
  const speed = new Speed();
  speed.add(0, 0);
  speed.add(100, 1_000_000);
  expect(speed.bytesPerSecond()).toBeNull();
});
it('measures over the last seconds only', () => {
  const speed = new Speed();
  for (let second = 0; second <= 20; second++) speed.add(second * 1000, second <= 10 ? 0 : (second - 10) * 5_000);
  expect(speed.bytesPerSecond()).toBe(5_000);
});
it('suggests a name from the file', () => {
  expect(nameOfFile('Optics_4 (final).mp4')).toBe('Optics 4 (final)');
  expect(nameOfFile('.mp4')).toBe('');
});
it("gives the server's own sentence for a failure, and a plain one if there is none", () => {
  expect(messageOf(422, '{"detail":"This file is empty","message":"x"}')).toBe('This file is empty');
  expect(messageOf(502, '<html>')).toBe(UNREACHABLE);
  expect(messageOf(500, '')).toBe('The service answered with an error (500).');
});
