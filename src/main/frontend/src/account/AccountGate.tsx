import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ApiError, sessionPath } from '../api/client';
import { Loading } from '../parts/Loading';
import { LoginPage } from './LoginPage';
import { meQuery } from './useMe';

/** Where the service sends whoever follows a share link that is good for nothing. */
export const LINK_ENDED = '/app/link-ended';

/** Shows the pages to who may see them, and a login to everybody else. Without accounts it is not there. */
export function AccountGate({ children }: { children: ReactNode }) {
  const { data: me, isPending } = useQuery(meQuery);
  const client = useQueryClient();
  const { pathname } = useLocation();
  // Whatever was asked: an answer that one has to log in means that the login has ended.
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        const error: unknown = query.state.error;
        if (type === 'updated' && (query.queryKey as unknown[])[0] !== 'me' && error instanceof ApiError && error.status === 401 && query.state.fetchStatus === 'idle') {
          void client.invalidateQueries({ queryKey: ['me'] });
        }
      }),
    [client],
  );
  if (isPending) return <Loading />;
  if (me?.accounts && !me.user) {
    const shared = me.sharedSessionId !== null && pathname === `/app${sessionPath(me.sharedSessionId)}`;
    if (!shared && pathname !== LINK_ENDED) return <LoginPage />;
  }
  return children;
}
