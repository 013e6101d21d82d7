import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ApiError } from './client';

/** Answers that will not change by asking again. */
const isFinal = (error: Error) => error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => count < 1 && !isFinal(error), retryDelay: 800, staleTime: 2_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => api.sessions(signal) });

export const sessionQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['session', sessionId], queryFn: ({ signal }) => api.session(sessionId, signal) });

export const jobQuery = (jobId: string) =>
  queryOptions({ queryKey: ['job', jobId], queryFn: ({ signal }) => api.job(jobId, signal) });

/** Who works; null on servers that cannot say. */
export const workersQuery = queryOptions({
  queryKey: ['workers'],
  queryFn: async ({ signal }) => {
    try {
      return await api.workers(signal);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  },
  refetchInterval: 3_000,
});

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
