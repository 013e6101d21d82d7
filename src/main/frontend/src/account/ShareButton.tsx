import { Button } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SessionSummary } from '../api/types';
import { may } from './may';
import { useMe } from './useMe';

/** Leads to who else may see a recording; not there where there are no accounts. */
export function ShareButton({ session }: { session: SessionSummary }) {
  const { user } = useMe();
  if (!user || !may(session, 'share')) return null;
  return (
    <Button component={Link} to={`/app/sessions/${encodeURIComponent(session.sessionId)}/share`} variant="default" leftSection={<IconShare size={17} aria-hidden />}>
      Share
    </Button>
  );
}
