import { ActionIcon, Button } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { bytes, percent, remaining } from '../format';
import { Bar } from '../parts/Bar';
import { isSettled, uploads, type Upload } from './uploads';

function describe(upload: Upload): string {
  switch (upload.state) {
    case 'waiting':
      return `Waiting · ${bytes(upload.size)}`;
    case 'sending': {
      const speed = upload.speed;
      const left = speed ? ` · ${bytes(speed)}/s · ${remaining((upload.size - upload.loaded) / speed)} left` : '';
      return `${percent(upload.loaded / upload.size)} of ${bytes(upload.size)}${left}`;
    }
    case 'broken':
      return `${percent(upload.loaded / upload.size)} sent. The connection is broken; it goes on from there by itself…`;
    case 'checking':
      return 'Sent. The recording is being checked…';
    case 'done':
      return 'Arrived, and is being processed';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return upload.error ?? 'Failed';
  }
}

function Row({ upload }: { upload: Upload }) {
  const settled = isSettled(upload);
  return (
    <li className={`tray-row tray-${upload.state}`}>
      <div className="tray-text">
        <strong className="clip">{upload.name}</strong>
        <span className="tray-detail">{describe(upload)}</span>
        {!settled && (
          <Bar
            slim
            label={`Upload of ${upload.name}`}
            value={upload.state === 'checking' ? null : upload.size > 0 ? upload.loaded / upload.size : 0}
          />
        )}
        {upload.jobId && (
          <Link className="tray-link" to={`/app/jobs/${upload.jobId}`}>
            Watch the progress
          </Link>
        )}
      </div>
      {(upload.state === 'failed' || upload.state === 'cancelled') && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Upload ${upload.name} again`} onClick={() => uploads.retry(upload.key)}>
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={settled ? `Remove ${upload.name} from this list` : `Cancel the upload of ${upload.name}`}
        onClick={() => (settled ? uploads.dismiss(upload.key) : uploads.cancel(upload.key))}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}

/** The uploads of this tab, on every page. */
export function UploadTray() {
  const list = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  if (list.length === 0) return null;
  const open = list.filter((upload) => !isSettled(upload)).length;
  return (
    <section className="tray" aria-label="Uploads">
      <header className="tray-head">
        <h2>{open > 0 ? `Uploading ${open} of ${list.length}` : 'Uploads'}</h2>
        {open === 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => uploads.dismissSettled()}>
            Close
          </Button>
        )}
      </header>
      <ul>
        {list.map((upload) => (
          <Row key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  );
}
