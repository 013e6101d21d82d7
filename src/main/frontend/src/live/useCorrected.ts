import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { deletionKey, personsQuery } from '../api/queries';
import type { CorrectedEvent, JobEvent } from '../api/types';
import { isLast } from './jobView';
import { openStream } from './stream';

type Fact = JobEvent | CorrectedEvent | { type: 'session-deleted'; sessionId: string };

/** Hears by the server's event stream that somebody corrected a session's result, or made a new one, and has everything about it read anew. */
export function useCorrected(sessionId: string, enabled: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    const anew = () => void client.invalidateQueries({ queryKey: ['session', sessionId] });
    let wasLost = false;
    return openStream('/events', {
      onState: (state) => {
        if (state === 'live' && wasLost) anew();
        wasLost = state === 'lost';
      },
      onSnapshot: () => undefined,
      onEvent: (data) => {
        const fact = data as Fact | null;
        if (!fact || fact.sessionId !== sessionId) return undefined;
        if (fact.type === 'corrected') {
          // What this page did itself it knows already.
          const known = client.getQueryData(personsQuery(sessionId).queryKey);
          if (known?.resultEtag !== fact.resultEtag) anew();
        } else if (fact.type === 'session-deleted') {
          // Whoever deleted it here is on the way to another page, and need not be told that it is gone.
          const ours = client.getMutationCache().find({ mutationKey: deletionKey(sessionId), predicate: ({ state }) => state.status !== 'error' });
          if (!ours) anew();
        } else if (fact.type === 'queued' || isLast(fact)) {
          anew();
        }
        return undefined;
      },
    });
  }, [client, sessionId, enabled]);
}
