import { Button } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';

interface Props {
  title: string;
  error: Error;
  onRetry?: (() => void) | undefined;
  busy?: boolean;
}

/** What failed, why, and a way to try again; never something else in its place. */
export function ErrorNotice({ title, error, onRetry, busy = false }: Props) {
  return (
    <div className="notice notice-bad" role="alert">
      <IconAlertCircle className="notice-icon" aria-hidden />
      <div className="notice-body">
        <h2 className="notice-title">{title}</h2>
        <p>{error.message}</p>
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry} loading={busy}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
