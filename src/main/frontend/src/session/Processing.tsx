import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { may } from '../account/may';
import type { SessionDetail } from '../api/types';
import { percent, remaining, stageName } from '../format';
import { useJob } from '../live/useJob';
import { Bar } from '../parts/Bar';
import { LinkNotice } from '../parts/LinkNotice';

/** What is going on with a recording, or why nothing came of it. */
export function Processing({ detail }: { detail: SessionDetail }) {
  const { session, processing } = detail;
  const relatedJobId = may(session, 'view') ? detail.relatedJobId : null;
  const active = session.status === 'processing';
  const { view, link, error } = useJob(active ? relatedJobId : null);
  if (active) {
    const progress = view.job?.progress ?? processing.progress ?? null;
    const queued = (view.job?.status ?? processing.status) === 'queued';
    return (
      <>
        {relatedJobId && <LinkNotice link={link} reachable={!error} />}
        <section className="card panel session-progress" aria-label="Processing">
          <div className="session-progress-head">
            <strong>{queued ? 'Waiting for a free worker' : (stageName(view.job?.stage ?? processing.stage) ?? 'In progress')}</strong>
            <span className="num">
              {percent(progress)}
              {view.job?.etaSeconds ? ` · ${remaining(view.job.etaSeconds)} left` : ''}
            </span>
          </div>
          <Bar value={progress} label="Progress" />
          {relatedJobId && (
            <Link className="session-progress-link" to={`/app/jobs/${relatedJobId}`}>
              Watch it step by step
            </Link>
          )}
        </section>
      </>
    );
  }
  if (session.status !== 'failed') return null;
  return (
    <div className="notice notice-bad" role="alert">
      <IconAlertCircle className="notice-icon" aria-hidden />
      <div className="notice-body">
        <h2 className="notice-title">There is no result for this recording</h2>
        <p>{processing.error ?? session.error ?? 'The service gave no reason.'}</p>
        {relatedJobId && (
          <Button component={Link} to={`/app/jobs/${relatedJobId}`} size="xs" variant="default">
            See what happened
          </Button>
        )}
      </div>
    </div>
  );
}
