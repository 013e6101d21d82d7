import { describe, expect, it } from 'vitest';
import { signOnAddress, signOnFailure } from './signOn';

const THERE = { label: 'Example University', path: '/login/oidc', failures: { expired: 'It took too long.' } };

describe('single sign-on', () => {
  it('leads back to the page that was wanted', () => {
    expect(signOnAddress(THERE, '/app/sessions/sess-1')).toBe('/login/oidc?to=%2Fapp%2Fsessions%2Fsess-1');
    expect(signOnAddress(THERE, '/')).toBe('/login/oidc');
    expect(signOnAddress(THERE, '/app/login')).toBe('/login/oidc');
  });
  it('says why it failed, in the words of the service and of nobody else', () => {
    expect(signOnFailure(THERE, '?failed=expired')).toBe('It took too long.');
    expect(signOnFailure(THERE, '?failed=Call+this+number')).toBe('You were not logged in; begin again');
    expect(signOnFailure(THERE, '?failed=toString')).toBe('You were not logged in; begin again');
    expect(signOnFailure(THERE, '')).toBeNull();
    expect(signOnFailure(null, '?failed=expired')).toBeNull();
  });
});
