import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { LinkState } from '../live/stream';

/** A short break is no news: reconnecting often takes less than this. */
const PATIENCE_MS = 1_200;

/** Says that the page does not hear live news: because the server is away, or because only its event stream is. */
export function LinkNotice({ link, reachable }: { link: LinkState; reachable: boolean }) {
  const [show, setShow] = useState(false);
  useEffect(() => {
    if (link !== 'lost') return;
    const timer = setTimeout(() => setShow(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setShow(false);
    };
  }, [link]);
  if (!show || link !== 'lost') return <div role="status" className="link-notice-none" />;
  return (
    <div className={reachable ? 'link-notice' : 'link-notice link-notice-bad'} role="status">
      {reachable ? <IconRefresh size={18} aria-hidden /> : <IconPlugConnectedX size={18} aria-hidden />}
      {reachable ? 'No live updates at the moment: the page asks every few seconds.' : 'Connection lost, reconnecting…'}
    </div>
  );
}
