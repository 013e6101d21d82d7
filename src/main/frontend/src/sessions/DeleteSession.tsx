import { notifications } from '@mantine/notifications';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { api } from '../api/client';
import { deletionKey } from '../api/queries';
import type { SessionPage, SessionSummary } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { titleOf } from './select';

interface Props {
  session: SessionSummary;
  opened: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}

function without(list: InfiniteData<SessionPage>, sessionId: string): InfiniteData<SessionPage> {
  return {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      sessions: page.sessions.filter((other) => other.sessionId !== sessionId),
      total: page.total === null ? null : page.total - 1,
    })),
  };
}

export function DeleteSession({ session, opened, onClose, onDeleted }: Props) {
  const client = useQueryClient();
  const title = titleOf(session);
  return (
    <Confirm
      opened={opened}
      title="Delete this recording?"
      action="Delete for ever"
      run={() => api.deleteSession(session.sessionId)}
      mutationKey={deletionKey(session.sessionId)}
      onClose={onClose}
      onDone={() => {
        client.setQueriesData<InfiniteData<SessionPage>>({ queryKey: ['sessions'] }, (list) => list && without(list, session.sessionId));
        void client.invalidateQueries({ queryKey: ['sessions'] });
        // The page of the session may be shown for a moment yet, and would ask for what is no more.
        client.removeQueries({ queryKey: ['session', session.sessionId], type: 'inactive' });
        notifications.show({ message: `“${title}” is deleted.`, color: 'gray' });
        onClose();
        onDeleted?.();
      }}
    >
      <p>
        “{title}” goes with its video and its results{session.status === 'processing' ? ', and its processing stops' : ''}. This cannot be
        undone.
      </p>
    </Confirm>
  );
}
