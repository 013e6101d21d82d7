import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconAlertCircle, IconChevronLeft, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { may } from '../account/may';
import { api } from '../api/client';
import { sessionQuery } from '../api/queries';
import type { Job } from '../api/types';
import { duration, instant, number, percent, remaining, stageName } from '../format';
import { useJob } from '../live/useJob';
import { Bar } from '../parts/Bar';
import { Confirm } from '../parts/Confirm';
import { ErrorNotice } from '../parts/ErrorNotice';
import { LinkNotice } from '../parts/LinkNotice';
import { Loading } from '../parts/Loading';
import { Status } from '../parts/Status';
import { useTitle } from '../parts/useTitle';
import { titleOf } from '../sessions/select';
import { EventList } from './EventList';
import { Steps } from './Steps';
import { isRender } from './tasks';
import { useNow } from './useNow';
import '../styles/job.css';

/** After so long without a word it is said that there was none. */
const QUIET_MS = 20_000;

function Headline({ job, place }: { job: Job; place: number | null }) {
  const active = job.status === 'running';
  const now = useNow(active || job.status === 'queued');
  const sinceNews = active && job.updatedAt ? now - Date.parse(job.updatedAt) : 0;
  // The service says itself when nothing moves; what it said last may be some time ago.
  const quiet = active ? sinceNews + (job.stalledSeconds ?? 0) * 1000 : 0;
  const took = job.startedAt && job.finishedAt ? Date.parse(job.finishedAt) - Date.parse(job.startedAt) : null;
  return (
    <section className="card panel job-headline" aria-label="Progress">
      <div className="job-figures">
        <div>
          <div className="figure">{percent(job.progress)}</div>
          <div className="figure-name">
            {job.status === 'queued'
              ? place && place > 1
                ? `Number ${place} in line`
                : 'Waiting for a free worker'
              : active
                ? (stageName(job.stage) ?? 'In progress')
                : job.status === 'completed'
                  ? 'Everything is done'
                  : 'Stopped'}
          </div>
        </div>
        {active && (
          <>
            <div>
              <div className="figure">{remaining(job.etaSeconds)}</div>
              <div className="figure-name">Time left</div>
            </div>
            <div>
              <div className="figure">{number(job.framesPerSecond, 0)}</div>
              <div className="figure-name">Pictures per second</div>
            </div>
          </>
        )}
        {job.startedAt && (
          <div>
            <div className="figure">{duration(took ?? now - Date.parse(job.startedAt))}</div>
            <div className="figure-name">{took === null ? 'So far' : 'Took'}</div>
          </div>
        )}
      </div>
      <Bar value={job.progress} label="Progress of the job" calm={job.status === 'failed'} />
      {quiet > QUIET_MS && (
        <p className="hint" role="status">
          No progress for {duration(quiet)}. If a worker has stopped, its work is given to another one by itself.
        </p>
      )}
    </section>
  );
}

export default function JobPage() {
  const { id = '' } = useParams();
  return <OneJob key={id} id={id} />;
}

function OneJob({ id }: { id: string }) {
  const { view, link, error, gone, refetch } = useJob(id);
  const { job } = view;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const session = useQuery({ ...sessionQuery(job?.sessionId ?? ''), enabled: job !== null });
  const summary = session.data?.session;
  const title = summary ? titleOf(summary) : null;
  const mayEdit = summary !== undefined && may(summary, 'edit');
  useTitle(title ? `Processing of ${title}` : 'Processing');
  const retry = useMutation({
    mutationFn: () => (job && isRender(job) ? api.render(job.sessionId) : api.process(job?.sessionId ?? '')),
    onSuccess: ({ jobId }) => void navigate(`/app/jobs/${jobId}`),
  });

  if (view.cancelled || gone) {
    return (
      <div className="empty">
        <h1 className="empty-title">{view.cancelled ? 'The job was cancelled' : 'There is no such job'}</h1>
        <p>{view.cancelled ? 'Its work has stopped. The recording is still there.' : 'It was cancelled, or its recording was deleted.'}</p>
        <Button component={Link} to={job ? `/app/sessions/${job.sessionId}` : '/'}>
          {job ? 'To the recording' : 'To the recordings'}
        </Button>
      </div>
    );
  }
  if (!job) {
    return error ? <ErrorNotice title="The job could not be loaded" error={error} onRetry={refetch} /> : <Loading what="Loading the job" />;
  }
  const active = job.status === 'queued' || job.status === 'running';
  return (
    <>
      <Link className="back" to="/">
        <IconChevronLeft size={16} aria-hidden /> Recordings
      </Link>
      <div className="page-head">
        <div>
          <h1>{title ?? 'Processing'}</h1>
          <div className="sub-row">
            <Status status={job.status} />
            {isRender(job) && <span>Draws the track into a video</span>}
            <span>Queued {instant(job.createdAt)}</span>
            {job.attempt && job.attempt > 1 ? <span>Attempt {job.attempt}</span> : null}
          </div>
        </div>
        <div className="page-actions">
          {active && mayEdit && (
            <Button variant="default" leftSection={<IconPlayerStop size={17} aria-hidden />} onClick={() => setCancelling(true)}>
              Cancel
            </Button>
          )}
          {job.status === 'failed' && mayEdit && (
            <Button leftSection={<IconRefresh size={17} aria-hidden />} loading={retry.isPending} onClick={() => retry.mutate()}>
              Try again
            </Button>
          )}
          <Button
            component={Link}
            to={`/app/sessions/${job.sessionId}`}
            variant={job.status === 'completed' ? 'filled' : 'default'}
            leftSection={<IconPlayerPlay size={17} aria-hidden />}
          >
            {job.status === 'completed' ? 'Open the result' : 'Open the recording'}
          </Button>
        </div>
      </div>
      <LinkNotice link={link} reachable={!error} />
      {retry.error && <ErrorNotice title="It could not be started again" error={retry.error} />}
      {job.status === 'failed' && (
        <div className="notice notice-bad" role="alert">
          <IconAlertCircle className="notice-icon" aria-hidden />
          <div className="notice-body">
            <h2 className="notice-title">{isRender(job) ? 'The video could not be drawn' : 'The recording could not be processed'}</h2>
            <p>{job.error ?? 'The service gave no reason.'}</p>
          </div>
        </div>
      )}
      <Headline job={job} place={view.place} />
      <div className="job-columns">
        <section className="card panel" aria-labelledby="steps-title">
          <div className="panel-head">
            <h2 className="panel-title" id="steps-title">
              Steps
            </h2>
          </div>
          <Steps view={view} />
        </section>
        <section className="card panel" aria-labelledby="events-title">
          <div className="panel-head">
            <h2 className="panel-title" id="events-title">
              What happened
            </h2>
          </div>
          <EventList log={view.log} />
        </section>
      </div>
      <Confirm
        opened={cancelling}
        title="Cancel the processing?"
        action="Cancel the processing"
        run={async () => {
          await api.cancelJob(id);
          // The page of the recording would ask for the job that is gone.
          await client.invalidateQueries({ queryKey: ['session', job.sessionId] });
        }}
        onClose={() => setCancelling(false)}
        onDone={() => void navigate(`/app/sessions/${job.sessionId}`)}
      >
        <p>The work stops at once. The recording stays, and can be processed again later.</p>
      </Confirm>
    </>
  );
}
