import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { ApiError, jobPath } from '../api/client';
import { jobQuery } from '../api/queries';
import type { Job, JobEvent } from '../api/types';
import { isLast, NOTHING_KNOWN, withEvents, withJob, type JobView } from './jobView';
import { openStream, type LinkState } from './stream';

/** The place before the first event of the log: the past of a job is told as well. */
const LOG_START = '0-0';
const FLUSH_MS = 60;
const POLL_MS = 3_000;

type Action = { kind: 'job'; job: Job } | { kind: 'events'; events: JobEvent[] } | { kind: 'other job' };

function reduce(view: JobView, action: Action): JobView {
  switch (action.kind) {
    case 'job':
      return withJob(view, action.job);
    case 'events':
      return withEvents(view, action.events);
    case 'other job':
      return NOTHING_KNOWN;
  }
}

export interface LiveJob {
  view: JobView;
  link: LinkState;
  error: Error | null;
  /** The server knows no such job (any more). */
  gone: boolean;
  refetch: () => void;
}

/** Follows a job: by its event stream, and by asking every few seconds while there is none. Null follows nothing. */
export function useJob(jobId: string | null): LiveJob {
  const client = useQueryClient();
  const [view, dispatch] = useReducer(reduce, NOTHING_KNOWN);
  const [link, setLink] = useState<LinkState>('connecting');
  const settled = view.job?.status === 'completed' || view.job?.status === 'failed';
  const query = useQuery({
    ...jobQuery(jobId ?? ''),
    enabled: jobId !== null,
    refetchInterval: (q) =>
      link === 'lost' && !settled && !(q.state.error instanceof ApiError && q.state.error.status === 404) ? POLL_MS : false,
  });
  const gone = query.error instanceof ApiError && query.error.status === 404;

  useEffect(() => {
    if (query.data) dispatch({ kind: 'job', job: query.data });
  }, [query.data]);

  useEffect(() => {
    if (jobId === null || gone) return;
    let waiting: JobEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      dispatch({ kind: 'events', events: waiting });
      const preview = waiting.find((event) => event.type === 'preview');
      if (preview) void client.invalidateQueries({ queryKey: ['session', preview.sessionId] });
      waiting = [];
    };
    const close = openStream(
      `${jobPath(jobId)}/events`,
      {
        onState: setLink,
        onSnapshot: (data) => {
          if (!data) return undefined;
          const job = data as Job;
          dispatch({ kind: 'job', job });
          // A finished job whose events are not kept any more: there is nothing to wait for.
          return job.status === 'completed' || job.status === 'failed' ? 'end' : undefined;
        },
        onEvent: (data) => {
          if (!data) return undefined;
          const event = data as JobEvent;
          waiting.push(event);
          timer ??= setTimeout(flush, FLUSH_MS);
          if (!isLast(event)) return undefined;
          void client.invalidateQueries({ queryKey: ['session', event.sessionId] });
          void client.invalidateQueries({ queryKey: ['sessions'] });
          if (event.type !== 'cancelled') void client.invalidateQueries({ queryKey: ['job', jobId] });
          return 'end';
        },
      },
      LOG_START,
    );
    return () => {
      clearTimeout(timer);
      close();
      dispatch({ kind: 'other job' });
      setLink('connecting');
    };
  }, [jobId, gone, client]);

  // A finished job's stream ends right after its snapshot; that is no lost connection.
  return { view, link: settled ? 'ended' : link, error: query.error, gone, refetch: () => void query.refetch() };
}
