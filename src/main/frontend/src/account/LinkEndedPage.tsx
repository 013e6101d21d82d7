import { Button } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTitle } from '../parts/useTitle';
import { useMe } from './useMe';

/** Where a share link leads that is good for nothing. */
export default function LinkEndedPage() {
  useTitle('This link has ended');
  const { accounts, user } = useMe();
  const outside = accounts && !user;
  return (
    <div className="empty">
      <IconLinkOff className="empty-icon" size={56} stroke={1.3} aria-hidden />
      <h1 className="empty-title">This link does not lead anywhere</h1>
      <p>It has ended, was taken back, or a part of it got lost on the way. Whoever sent it to you can make a new one.</p>
      <Button component={Link} to={outside ? '/app/login' : '/'} variant={outside ? 'default' : 'filled'}>
        {outside ? 'I have an account here' : 'To the recordings'}
      </Button>
    </div>
  );
}
