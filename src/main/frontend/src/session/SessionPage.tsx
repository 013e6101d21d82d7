import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useMe } from '../account/useMe';
import { ApiError } from '../api/client';
import { sessionQuery } from '../api/queries';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { useTitle } from '../parts/useTitle';
import { titleOf } from '../sessions/select';
import { SessionView } from './SessionView';
import '../styles/session.css';

const POLL_MS = 5_000;

export default function SessionPage() {
  const { id = '' } = useParams();
  const { user } = useMe();
  const query = useQuery({
    ...sessionQuery(id),
    // The event stream of its job tells when it is done; this is for when it cannot.
    refetchInterval: (q) => (q.state.data?.session.status === 'processing' || (q.state.error && q.state.data) ? POLL_MS : false),
  });
  useTitle(query.data ? titleOf(query.data.session) : null);
  const gone = query.error instanceof ApiError && query.error.status === 404;
  if (query.data && !gone) {
    return (
      <>
        {query.error && (
          <ErrorNotice title="Connection lost, reconnecting…" error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        )}
        <SessionView key={id} detail={query.data} />
      </>
    );
  }
  if (gone) {
    return (
      <div className="empty">
        <h1 className="empty-title">There is no such recording</h1>
        <p>{user ? 'It may have been deleted, or it is not shared with you.' : 'It may have been deleted.'}</p>
        <Button component={Link} to="/">
          To the recordings
        </Button>
      </div>
    );
  }
  if (query.error) {
    return <ErrorNotice title="The recording could not be loaded" error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />;
  }
  return <Loading what="Loading the recording" />;
}
