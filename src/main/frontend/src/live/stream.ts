import { EVENT_TYPES } from '../api/types';

/**
 * `live`: events arrive. `lost`: the connection broke or never came about, and is tried again. `ended`: the server said
 * everything there was to say.
 */
export type LinkState = 'connecting' | 'live' | 'lost' | 'ended';

export interface StreamListener {
  onState: (state: LinkState) => void;
  /** The state of things at the beginning, or anew when the server could not resume. `'end'` closes the stream for good. */
  onSnapshot: (data: unknown) => 'end' | undefined;
  /** One fact; `'end'` as above. */
  onEvent: (data: unknown) => 'end' | undefined;
}

const DELAYS_MS = [500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000, 10_000];

/** A page nobody looks at gives its connection back after this: browsers open only six to one server. */
const HIDDEN_MS = 60_000;

/** How long to wait before the nth attempt in a row, from 0. */
export function reconnectDelay(attempt: number): number {
  return DELAYS_MS[Math.min(attempt, DELAYS_MS.length - 1)] ?? 10_000;
}

/**
 * An EventSource that never gives up. The browser's own reconnecting stops for ever at the first answer that is no event
 * stream (a proxy's 502 while the server restarts), so each connection is made here, and resumed by `lastEventId`.
 *
 * @param replayFrom the place in the log to begin at, to be told about the past too; undefined for the present only
 * @returns ends the stream
 */
export function openStream(path: string, listener: StreamListener, replayFrom?: string): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId: string | null = replayFrom ?? null;
  let attempt = 0;
  let asleep = false;
  let bedtime: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const close = (state?: LinkState) => {
    closed = true;
    clearTimeout(timer);
    clearTimeout(bedtime);
    source?.close();
    window.removeEventListener('online', hurry);
    document.removeEventListener('visibilitychange', onVisibility);
    if (state) listener.onState(state);
  };

  const read = (message: MessageEvent<string>): unknown => {
    if (message.lastEventId !== '') lastId = message.lastEventId;
    try {
      return JSON.parse(message.data);
    } catch {
      return null;
    }
  };

  const connect = () => {
    if (closed || asleep) return;
    const address = lastId === null ? path : `${path}?lastEventId=${encodeURIComponent(lastId)}`;
    const current = new EventSource(address);
    source = current;
    let opened = false;
    current.onopen = () => {
      opened = true;
      attempt = 0;
      listener.onState('live');
    };
    current.onerror = () => {
      current.close();
      if (closed || asleep || source !== current) return;
      // A server that cannot replay might refuse the place itself.
      if (!opened && lastId === replayFrom) lastId = null;
      listener.onState('lost');
      timer = setTimeout(connect, reconnectDelay(attempt++));
    };
    current.addEventListener('snapshot', (message: MessageEvent<string>) => {
      if (listener.onSnapshot(read(message)) === 'end') close('ended');
    });
    current.addEventListener('reset', () => (lastId = null));
    for (const type of [...EVENT_TYPES, 'session-deleted', 'corrected']) {
      current.addEventListener(type, (message: MessageEvent<string>) => {
        if (listener.onEvent(read(message)) === 'end') close('ended');
      });
    }
  };

  const hurry = () => {
    if (source?.readyState === EventSource.CLOSED && document.visibilityState === 'visible') {
      clearTimeout(timer);
      connect();
    }
  };

  const onVisibility = () => {
    clearTimeout(bedtime);
    if (document.visibilityState === 'visible') {
      asleep = false;
      hurry();
    } else {
      bedtime = setTimeout(() => {
        asleep = true;
        source?.close();
      }, HIDDEN_MS);
    }
  };

  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', onVisibility);
  connect();
  return () => close();
}
