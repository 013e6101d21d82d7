import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Room } from '../api/people';
import { correctionsQuery, personsQuery, roomQuery, sessionQuery } from '../api/queries';

const CHANGED_MEANWHILE = 'Somebody else changed this recording in the meantime. Save again to put your room in place of theirs.';

/** Saves what somebody drew; the result is measured anew by it. */
export function useSaveRoom(sessionId: string, onSaved: () => void) {
  const client = useQueryClient();
  const { queryKey } = personsQuery(sessionId);
  // Of the result that was shown when the drawing began, or of the one that somebody else made and the page has told of.
  const [etag, setEtag] = useState(() => client.getQueryData(queryKey)?.resultEtag ?? '');
  return useMutation({
    scope: { id: `correct ${sessionId}` },
    mutationFn: async (room: Room) => {
      try {
        return await api.putRoom(sessionId, room, etag);
      } catch (error) {
        if (error instanceof ApiError && error.status === 412) throw new ApiError(412, CHANGED_MEANWHILE);
        throw error;
      }
    },
    onError: async () => {
      const people = await client.query({ ...personsQuery(sessionId), staleTime: 0 }).catch(() => null);
      if (people) setEtag(people.resultEtag);
    },
    onSuccess: ({ zones, floor, resultEtag, revision }) => {
      client.setQueryData(roomQuery(sessionId).queryKey, (): Room => ({ zones, floor }));
      client.setQueryData(queryKey, (before) => before && { ...before, resultEtag, revision });
      void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey, exact: true });
      void client.invalidateQueries({ queryKey: correctionsQuery(sessionId).queryKey });
      onSaved();
    },
  });
}
