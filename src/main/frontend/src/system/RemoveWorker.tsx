import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { workersQuery } from '../api/queries';
import type { Worker } from '../api/types';
import { Confirm } from '../parts/Confirm';

/** Shuts a worker out, after asking. */
export function RemoveWorker({ worker }: { worker: Worker }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)} aria-label={`Remove ${worker.name}`}>
        Remove
      </Button>
      <Confirm
        opened={asking}
        title={`Remove the worker ${worker.name}?`}
        action="Remove for good"
        run={() => api.revokeWorker(worker.name)}
        onClose={() => setAsking(false)}
        onDone={() => {
          client.setQueryData(workersQuery.queryKey, (list) => list?.filter((other) => other.name !== worker.name));
          void client.invalidateQueries({ queryKey: ['workers'] });
          void client.invalidateQueries({ queryKey: ['system'] });
          notifications.show({ message: `${worker.name} is shut out.`, color: 'gray' });
          setAsking(false);
        }}
      >
        <p>
          It is shut out at once: what it is doing is done by others, and its certificate and the token that let it in are worth nothing any
          more. Its machine can only come back with a new key and a new token. To stop a worker for a while, end it on its machine instead.
        </p>
      </Confirm>
    </>
  );
}
