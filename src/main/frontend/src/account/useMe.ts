import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client';
import { accountApi, type Me } from './api';

/** As every server without accounts says it, and servers that do not know of any. */
const NO_ACCOUNTS: Me = { accounts: false, user: null, scope: null, sharedSessionId: null };

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    try {
      return await accountApi.me(signal);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return NO_ACCOUNTS;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const useMe = () => useQuery(meQuery).data ?? NO_ACCOUNTS;

/** What somebody else was shown in this tab is nobody's business any more. Who is logged in stays, for the page listens to that. */
export const forget = (client: QueryClient) => client.removeQueries({ predicate: ({ queryKey }) => (queryKey as unknown[])[0] !== 'me' });
