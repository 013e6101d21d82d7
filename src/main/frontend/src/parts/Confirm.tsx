import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  action: string;
  /** What is done; its failure is shown in the dialog, which stays open then. */
  run: () => Promise<unknown>;
  /** By which others can tell that it is being done, or was. */
  mutationKey?: readonly unknown[];
  onDone: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ opened, title, children, action, run, mutationKey, onDone, onClose }: Props) {
  const mutation = useMutation({ ...(mutationKey ? { mutationKey } : {}), mutationFn: run, onSuccess: onDone });
  const close = () => {
    mutation.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="confirm-text">{children}</div>
      {mutation.error && (
        <p className="field-error" role="alert">
          {mutation.error.message}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          Keep it
        </Button>
        <Button color="red" loading={mutation.isPending} onClick={() => mutation.mutate()}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
