import { queryOptions, useQuery } from '@tanstack/react-query';
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
