import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CorrectedEvent, Job, JobEvent } from '../api/types';
import { applyToJob, isLast } from './jobView';
import { openStream, type LinkState } from './stream';

const FLUSH_MS = 250;

type Fact = JobEvent | CorrectedEvent | { type: 'session-deleted'; sessionId: string };

/** What is going on, by session. */
export type ActiveJobs = ReadonlyMap<string, Job>;

/** The active jobs after one event. */
export function withFact(jobs: ActiveJobs, fact: Fact): ActiveJobs {
  // No job did that.
  if (fact.type === 'corrected') return jobs;
  const next = new Map(jobs);
  if (fact.type === 'session-deleted' || isLast(fact)) {
    next.delete(fact.sessionId);
    return next;
  }
  const known = jobs.get(fact.sessionId);
  const job: Job =
    known && known.id === fact.jobId
      ? known
      : {
          id: fact.jobId, sessionId: fact.sessionId, status: 'queued', progress: 0, createdAt: fact.at,
          startedAt: null, finishedAt: null, updatedAt: null, error: null,
        };
  return next.set(fact.sessionId, applyToJob(job, fact));
}

/** Follows all jobs by the server's event stream; the list of sessions is read again when one begins or ends. */
export function useActiveJobs(): { jobs: ActiveJobs; link: LinkState } {
  const client = useQueryClient();
  const [jobs, setJobs] = useState<ActiveJobs>(new Map());
  const [link, setLink] = useState<LinkState>('connecting');

  useEffect(() => {
    let waiting: Fact[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const facts = waiting;
      waiting = [];
      setJobs((before) => facts.reduce(withFact, before));
      if (facts.some((fact) => fact.type !== 'corrected' && (fact.type === 'session-deleted' || fact.type === 'queued' || isLast(fact)))) {
        void client.invalidateQueries({ queryKey: ['sessions'] });
      }
    };
    let wasLost = false;
    const close = openStream('/events', {
      onState: (state) => {
        setLink(state);
        if (state === 'live' && wasLost) void client.invalidateQueries({ queryKey: ['sessions'] });
        wasLost = state === 'lost';
      },
      onSnapshot: (data) => {
        const list = (data as { jobs?: Job[] } | null)?.jobs ?? [];
        setJobs(new Map(list.map((job) => [job.sessionId, job])));
        return undefined;
      },
      onEvent: (data) => {
        if (data) waiting.push(data as Fact);
        timer ??= setTimeout(flush, FLUSH_MS);
        return undefined;
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client]);

  return { jobs, link };
}
