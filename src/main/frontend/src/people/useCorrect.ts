import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ApiError } from '../api/client';
import type { People, Ruling } from '../api/people';
import { correctionsQuery, personsQuery, roomQuery, sessionQuery } from '../api/queries';
import { foreseen } from './people';

/** Something that a teacher does about the persons of a recording. */
export type Act =
  | { kind: 'rule'; ruling: Ruling }
  | { kind: 'merge'; persons: string[] }
  | { kind: 'split'; person: string; atMs: number }
  | { kind: 'undo' };

export const CHANGED_MEANWHILE = 'Somebody else changed this in the meantime. You see now what they did; look at it, and do it again if it is still needed.';

function send(sessionId: string, act: Act, etag: string): Promise<People> {
  switch (act.kind) {
    case 'rule':
      return api.instructor(sessionId, act.ruling, etag);
    case 'merge':
      return api.merge(sessionId, act.persons, etag);
    case 'split':
      return api.split(sessionId, act.person, act.atMs, etag);
    case 'undo':
      return api.undo(sessionId, etag);
  }
}

/** Corrects a result. What will probably follow is shown at once, and taken back if the service refuses. */
export function useCorrect(sessionId: string) {
  const client = useQueryClient();
  const { queryKey } = personsQuery(sessionId);
  return useMutation({
    // One after the other, so that each is made for the result that the one before it left.
    scope: { id: `correct ${sessionId}` },
    mutationFn: async (act: Act) => {
      const etag = client.getQueryData(queryKey)?.resultEtag ?? '';
      try {
        return await send(sessionId, act, etag);
      } catch (error) {
        if (error instanceof ApiError && error.status === 412) throw new ApiError(412, CHANGED_MEANWHILE);
        throw error;
      }
    },
    onMutate: async (act) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before && act.kind === 'rule') client.setQueryData(queryKey, foreseen(before, act.ruling));
      return { before };
    },
    onError: (_, __, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before);
      // Whatever it was, the page may show something that is not so any more.
      void client.invalidateQueries({ queryKey: ['session', sessionId] });
    },
    onSuccess: (people) => {
      client.setQueryData(queryKey, people);
      void client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey, exact: true });
      void client.invalidateQueries({ queryKey: correctionsQuery(sessionId).queryKey });
      void client.invalidateQueries({ queryKey: roomQuery(sessionId).queryKey });
    },
  });
}
