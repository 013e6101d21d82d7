import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPlayerPlay, IconTimeline, IconTrash, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { may } from '../account/may';
import type { Job, SessionSummary } from '../api/types';
import { clock, date, instant, percent, remaining, stageName } from '../format';
import { Bar } from '../parts/Bar';
import { Status } from '../parts/Status';
import { DeleteSession } from './DeleteSession';
import { titleOf } from './select';

function Thumbnail({ session }: { session: SessionSummary }) {
  const [broken, setBroken] = useState(false);
  const url = session.thumbnailUrl;
  return (
    <div className="thumb">
      {url && !broken ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      ) : (
        <IconVideo className="thumb-none" size={40} stroke={1.2} aria-hidden />
      )}
      {session.durationMs ? <span className="thumb-length">{clock(session.durationMs)}</span> : null}
    </div>
  );
}

function Progress({ session, job }: { session: SessionSummary; job: Job | undefined }) {
  const progress = job?.progress ?? session.progress ?? null;
  const queued = job?.status === 'queued';
  const stage = stageName(job?.stage ?? session.stage);
  const left = job?.etaSeconds === null || job?.etaSeconds === undefined ? null : `${remaining(job.etaSeconds)} left`;
  return (
    <div className="card-progress">
      <Bar slim value={queued ? 0 : progress} label={`Progress of ${titleOf(session)}`} />
      <div className="card-progress-text">
        <span className="clip">{queued ? 'Waiting for a free worker' : (left ?? stage ?? 'In progress')}</span>
        {!queued && progress !== null && <span className="num">{percent(progress)}</span>}
      </div>
    </div>
  );
}

/** One recording in the list; `job` is what is going on with it now. */
export function SessionCard({ session, job }: { session: SessionSummary; job: Job | undefined }) {
  const [deleting, setDeleting] = useState(false);
  const title = titleOf(session);
  const processing = session.status === 'processing' || job !== undefined;
  const page = `/app/sessions/${session.sessionId}`;
  const facts = [session.courseCode, date(session.sessionDate) ?? `uploaded ${instant(session.createdAt)}`].filter(Boolean);
  return (
    <article className="card session-card">
      <Thumbnail session={session} />
      <div className="session-card-body">
        <div className="session-card-head">
          <h2 className="session-card-title">
            <Link to={page} className="card-link">
              {title}
            </Link>
          </h2>
          <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon className="card-menu" variant="subtle" color="gray" aria-label={`More about ${title}`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component={Link} to={page} leftSection={<IconPlayerPlay size={16} aria-hidden />}>
                Open
              </Menu.Item>
              {(job?.id ?? session.relatedJobId) && (
                <Menu.Item
                  component={Link}
                  to={`/app/jobs/${job?.id ?? session.relatedJobId ?? ''}`}
                  leftSection={<IconTimeline size={16} aria-hidden />}
                >
                  {processing ? 'Watch the progress' : 'How it was processed'}
                </Menu.Item>
              )}
              {may(session, 'delete') && (
                <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setDeleting(true)}>
                  Delete…
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
        <p className="session-card-facts">{facts.join(' · ')}</p>
        <div className="session-card-foot">
          {processing ? <Progress session={session} job={job} /> : <Status status={session.status} />}
          {session.status === 'failed' && !processing && session.error && <p className="session-card-error">{session.error}</p>}
        </div>
      </div>
      <DeleteSession session={session} opened={deleting} onClose={() => setDeleting(false)} />
    </article>
  );
}
