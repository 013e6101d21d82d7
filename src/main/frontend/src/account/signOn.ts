import type { SingleSignOn } from './api';

const LOGIN = '/app/login';

/** Where a login at the provider begins, and where it ends: on the page that was wanted. */
export const signOnAddress = ({ path }: SingleSignOn, wanted: string): string =>
  wanted.startsWith('/app/') && wanted !== LOGIN ? `${path}?to=${encodeURIComponent(wanted)}` : path;

/** What to say of a login at the provider that failed: only a word stands in the address, so that nobody can have this page say what they want. */
export function signOnFailure(there: SingleSignOn | null | undefined, search: string): string | null {
  const word = new URLSearchParams(search).get('failed');
  if (word === null || !there) return null;
  return Object.hasOwn(there.failures, word) ? (there.failures[word] ?? null) : 'You were not logged in; begin again';
}
