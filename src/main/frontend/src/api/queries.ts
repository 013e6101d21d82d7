import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ApiError } from './client';
import type { SessionPage } from './types';

/** Answers that will not change by asking again. */
const isFinal = (error: Error) => error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => count < 1 && !isFinal(error), retryDelay: 800, staleTime: 2_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** A list of sessions, page by page; the first page is at this address. */
export const sessionsQuery = (first: string) =>
  infiniteQueryOptions({
    queryKey: ['sessions', first],
    queryFn: ({ signal, pageParam }) => api.sessions(pageParam, signal),
    initialPageParam: first,
    getNextPageParam: (page: SessionPage) => page.next,
    placeholderData: keepPreviousData,
  });

/** Of the mutation that deletes a session. */
export const deletionKey = (sessionId: string) => ['delete-session', sessionId] as const;

export const sessionQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['session', sessionId], queryFn: ({ signal }) => api.session(sessionId, signal) });

export const jobQuery = (jobId: string) =>
  queryOptions({ queryKey: ['job', jobId], queryFn: ({ signal }) => api.job(jobId, signal) });

/** Null instead of the answer of an address that is not there: servers that cannot do it, or sessions without a result. */
async function unless404<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Who works; null on servers that cannot say. */
export const workersQuery = queryOptions({
  queryKey: ['workers'],
  queryFn: ({ signal }) => unless404(api.workers(signal)),
  refetchInterval: 3_000,
});

/** Who was found; the key begins as the session's, so that both are read anew together. */
export const personsQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['session', sessionId, 'persons'], queryFn: ({ signal }) => unless404(api.persons(sessionId, signal)) });

/** How long it would take to process it again; null on servers that cannot say. */
export const estimatesQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['estimates', sessionId], queryFn: ({ signal }) => unless404(api.estimates(sessionId, signal)), staleTime: 0 });

export const correctionsQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['session', sessionId, 'corrections'], queryFn: ({ signal }) => api.corrections(sessionId, signal) });

export const roomQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['session', sessionId, 'room'], queryFn: ({ signal }) => unless404(api.room(sessionId, signal)) });

/** The state of the system; servers without `/system` are asked for the state of their queue. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => {
    try {
      return { system: await api.system(signal), queue: null };
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return { system: null, queue: await api.queueHealth(signal) };
      throw error;
    }
  },
  refetchInterval: 5_000,
});
