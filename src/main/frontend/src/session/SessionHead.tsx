import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconRefresh, IconTimeline, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ShareButton } from '../account/ShareButton';
import { api } from '../api/client';
import type { SessionDetail } from '../api/types';
import { clock, date, instant } from '../format';
import { Confirm } from '../parts/Confirm';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Status } from '../parts/Status';
import { DeleteSession } from '../sessions/DeleteSession';
import { titleOf } from '../sessions/select';

export function SessionHead({ detail }: { detail: SessionDetail }) {
  const { session } = detail;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'delete' | 'again' | null>(null);
  const processing = session.status === 'processing';
  const start = async () => {
    const { jobId } = await api.process(session.sessionId);
    void client.invalidateQueries({ queryKey: ['session', session.sessionId] });
    void navigate(`/app/jobs/${jobId}`);
  };
  const again = useMutation({ mutationFn: start });
  return (
    <>
      <Link className="back" to="/">
        <IconChevronLeft size={16} aria-hidden /> Recordings
      </Link>
      <div className="page-head">
        <div>
          <h1>{titleOf(session)}</h1>
          <div className="sub-row">
            <Status status={session.status} />
            {session.courseCode && <span>{session.courseCode}</span>}
            <span>{date(session.sessionDate) ?? `uploaded ${instant(session.createdAt)}`}</span>
            {session.durationMs ? <span className="num">{clock(session.durationMs)}</span> : null}
          </div>
        </div>
        <div className="page-actions">
          <ShareButton sessionId={session.sessionId} />
          {detail.relatedJobId && (
            <Button component={Link} to={`/app/jobs/${detail.relatedJobId}`} variant="default" leftSection={<IconTimeline size={17} aria-hidden />}>
              Job
            </Button>
          )}
          {!processing && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={17} aria-hidden />}
              loading={again.isPending}
              onClick={() => (detail.hasInstructorTrackingResult ? setAsking('again') : again.mutate())}
            >
              Process again
            </Button>
          )}
          <Button variant="default" leftSection={<IconTrash size={17} aria-hidden />} onClick={() => setAsking('delete')}>
            Delete
          </Button>
        </div>
      </div>
      {again.error && <ErrorNotice title="It could not be started" error={again.error} />}
      <Confirm
        opened={asking === 'again'}
        title="Process this recording again?"
        action="Process again"
        run={start}
        onClose={() => setAsking(null)}
        onDone={() => setAsking(null)}
      >
        <p>The result that is there now is shown until the new one takes its place.</p>
      </Confirm>
      <DeleteSession session={session} opened={asking === 'delete'} onClose={() => setAsking(null)} onDeleted={() => void navigate('/')} />
    </>
  );
}
