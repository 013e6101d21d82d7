import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconHeartbeat } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { api } from '../api/client';
import { systemQuery, workersQuery } from '../api/queries';
import type { SystemState } from '../api/types';
import { bytes, count, number, share } from '../format';
import { Bar } from '../parts/Bar';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { useTitle } from '../parts/useTitle';
import { WorkerTable } from './WorkerTable';
import '../styles/system.css';

const LITTLE_SPACE_BYTES = 5e9;

function Panel({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={wide ? 'card panel system-wide' : 'card panel'} aria-label={title}>
      <h2 className="panel-title system-title">{title}</h2>
      {children}
    </section>
  );
}

function Figures({ items }: { items: [string, string][] }) {
  return (
    <dl className="system-figures">
      {items.map(([name, value]) => (
        <div key={name}>
          <dd className="system-figure">{value}</dd>
          <dt>{name}</dt>
        </div>
      ))}
    </dl>
  );
}

function Workers({ workers }: { workers: NonNullable<SystemState['workers']> }) {
  if (workers.length === 0) {
    return <p className="hint">No worker is there. Recordings can be uploaded; they wait until one comes.</p>;
  }
  return (
    <ul className="workers">
      {workers.map((worker) => (
        <li key={worker.name}>
          <div className="worker-head">
            <strong className="clip">{worker.name}</strong>
            <span className="hint">
              {worker.busySlots} of {count(worker.slots, 'slot')} at work
            </span>
          </div>
          <div className="slots" aria-hidden>
            {Array.from({ length: worker.slots }, (_, n) => (
              <span key={n} className={n < worker.busySlots ? 'slot slot-busy' : 'slot'} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Redis({ state }: { state: string | null | undefined }) {
  const up = state === 'up';
  return (
    <>
      <span className={`pill pill-${up ? 'good' : state ? 'warn' : 'calm'}`}>{up ? 'Connected' : state ? 'Away' : 'Not known'}</span>
      <p className="hint system-note">
        {up || !state
          ? 'Redis keeps what waits in the queue and what just happened.'
          : 'Uploads are still accepted. They wait, and are queued when Redis is back.'}
      </p>
    </>
  );
}

function Recover() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: api.recover,
    onSuccess: () => void client.invalidateQueries({ queryKey: ['system'] }),
  });
  return (
    <Panel title="Recover">
      <p className="hint">Lectern looks after interrupted jobs by itself. This makes it look at once.</p>
      <Button
        className="system-button"
        variant="default"
        leftSection={<IconHeartbeat size={17} aria-hidden />}
        loading={mutation.isPending}
        onClick={() => mutation.mutate()}
      >
        Look for interrupted jobs
      </Button>
      <p role="status" className="hint">
        {mutation.data && (mutation.data.recoveredQueuedJobs === 0
          ? 'Nothing had to be recovered.'
          : `${count(mutation.data.recoveredQueuedJobs, 'job')} recovered.`)}
        {mutation.error && <span className="field-error">{mutation.error.message}</span>}
      </p>
    </Panel>
  );
}

export default function SystemPage() {
  useTitle('System');
  const query = useQuery(systemQuery);
  const known = useQuery(workersQuery);
  const system = query.data?.system;
  const queue = query.data?.queue;
  const workers = system?.workers ?? null;
  const hasNoWorker = workers ? workers.length === 0 : queue ? !queue.hasWorker : false;
  const disk = system?.disk;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>System</h1>
          {system?.version && <p className="sub">Lectern {system.version}</p>}
        </div>
      </div>
      {query.error && (
        <ErrorNotice
          title={query.data ? 'What is shown here is not up to date' : 'The state of the system could not be read'}
          error={query.error}
          onRetry={() => void query.refetch()}
          busy={query.isFetching}
        />
      )}
      {query.isPending && <Loading what="Asking the service" />}
      {hasNoWorker && (
        <div className="notice notice-warn" role="status">
          <IconAlertTriangle className="notice-icon" aria-hidden />
          <div className="notice-body">
            <h2 className="notice-title">No worker is there</h2>
            <p>Nothing is processed until a worker is started. What was uploaded waits.</p>
          </div>
        </div>
      )}
      {query.data && (
        <div className="system-grid">
          <Panel title="Workers" wide={Boolean(known.data)}>
            {known.data ? (
              <WorkerTable workers={known.data} now={known.dataUpdatedAt} />
            ) : workers ? (
              <Workers workers={workers} />
            ) : (
              <Figures items={[['alive', number(queue?.workerCount, 0)]]} />
            )}
          </Panel>
          <Panel title="Queue">
            <Figures
              items={[
                ['waiting', number(system?.queue?.queuedJobs ?? queue?.queuedJobCount, 0)],
                ['in progress', number(system?.queue?.runningJobs ?? queue?.startedJobCount, 0)],
              ]}
            />
          </Panel>
          <Panel title="Redis">
            <Redis state={system?.redis ?? queue?.redis} />
          </Panel>
          {disk && (
            <Panel title="Disk">
              <p>
                <strong>{bytes(disk.freeBytes)}</strong> <span className="hint">of {bytes(disk.totalBytes)} free</span>
              </p>
              <Bar value={disk.totalBytes > 0 ? 1 - disk.freeBytes / disk.totalBytes : null} label="Disk space in use" />
              <p className="hint system-note">
                {disk.freeBytes < LITTLE_SPACE_BYTES
                  ? 'Space is getting short: new recordings may be refused.'
                  : `${share(1 - disk.freeBytes / disk.totalBytes)} in use`}
              </p>
            </Panel>
          )}
          {system?.detector && (
            <Panel title="Detector">
              <p>
                <strong>{system.detector}</strong>
              </p>
              <p className="hint system-note">The model that finds people in the pictures.</p>
            </Panel>
          )}
          <Recover />
        </div>
      )}
    </>
  );
}
