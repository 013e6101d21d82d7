import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconEye, IconRefresh, IconTimeline, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { may } from '../account/may';
import { ShareButton } from '../account/ShareButton';
import { useMe } from '../account/useMe';
import { api } from '../api/client';
import type { SessionDetail } from '../api/types';
import { clock, date, instant } from '../format';
import { Confirm } from '../parts/Confirm';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Status } from '../parts/Status';
import { DeleteSession } from '../sessions/DeleteSession';
import { titleOf } from '../sessions/select';
import { ClosenessChoice, type Chosen } from './ClosenessChoice';

export function SessionHead({ detail }: { detail: SessionDetail }) {
  const { session } = detail;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'delete' | 'again' | null>(null);
  const { accounts, user } = useMe();
  const guest = accounts && !user;
  const processing = session.status === 'processing';
  const [closeness, setCloseness] = useState<Chosen>('usual');
  const start = async () => {
    const { jobId } = await api.process(session.sessionId, closeness === 'usual' ? undefined : closeness);
    void client.invalidateQueries({ queryKey: ['session', session.sessionId] });
    void navigate(`/app/jobs/${jobId}`);
  };
  const again = useMutation({ mutationFn: start });
  return (
    <>
      {!guest && (
        <Link className="back" to="/">
          <IconChevronLeft size={16} aria-hidden /> Recordings
        </Link>
      )}
      <div className="page-head">
        <div>
          <h1>{titleOf(session)}</h1>
          <div className="sub-row">
            <Status status={session.status} />
            {session.courseCode && <span>{session.courseCode}</span>}
            <span>{date(session.sessionDate) ?? `uploaded ${instant(session.createdAt)}`}</span>
            {session.durationMs ? <span className="num">{clock(session.durationMs)}</span> : null}
          </div>
          {!may(session, 'edit') && (
            <p className="hint only-look">
              <IconEye size={16} aria-hidden />
              {guest
                ? 'Somebody shared this recording and its result with you by a link.'
                : 'You may look at this recording and not change it. Its owner or an admin can allow more.'}
            </p>
          )}
        </div>
        <div className="page-actions">
          <ShareButton session={session} />
          {detail.relatedJobId && may(session, 'view') && (
            <Button component={Link} to={`/app/jobs/${detail.relatedJobId}`} variant="default" leftSection={<IconTimeline size={17} aria-hidden />}>
              Job
            </Button>
          )}
          {!processing && may(session, 'edit') && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={17} aria-hidden />}
              loading={again.isPending}
              onClick={() => (detail.hasInstructorTrackingResult ? setAsking('again') : again.mutate())}
            >
              Process again
            </Button>
          )}
          {may(session, 'delete') && (
            <Button variant="default" leftSection={<IconTrash size={17} aria-hidden />} onClick={() => setAsking('delete')}>
              Delete
            </Button>
          )}
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
        <ClosenessChoice sessionId={session.sessionId} chosen={closeness} onChoose={setCloseness} />
      </Confirm>
      <DeleteSession session={session} opened={asking === 'delete'} onClose={() => setAsking(null)} onDeleted={() => void navigate('/')} />
    </>
  );
}
