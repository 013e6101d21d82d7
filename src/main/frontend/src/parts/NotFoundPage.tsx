import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useTitle } from './useTitle';

export default function NotFoundPage() {
  useTitle('Not found');
  return (
    <div className="empty">
      <h1 className="empty-title">There is nothing here</h1>
      <p>The address may be old, or mistyped.</p>
      <Button component={Link} to="/">
        To the recordings
      </Button>
    </div>
  );
}
