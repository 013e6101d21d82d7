import { Button } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMe } from './useMe';

/** Leads to who else may see a recording; not there where there are no accounts. */
export function ShareButton({ sessionId }: { sessionId: string }) {
  const { user } = useMe();
  if (!user || user.role === 'viewer') return null;
  return (
    <Button component={Link} to={`/app/sessions/${encodeURIComponent(sessionId)}/share`} variant="default" leftSection={<IconShare size={17} aria-hidden />}>
      Share
    </Button>
  );
}
