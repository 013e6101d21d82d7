import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { LoadedTrack, LoadMessage } from './load.worker';

interface Loading {
  loaded: LoadedTrack | null;
  error: ApiError | null;
  /** What it is about. */
  path: string | null;
}

const NOTHING: Loading = { loaded: null, error: null, path: null };

/**
 * Loads a session's result in a worker, where reading megabytes of JSON holds up no drawing. What was loaded stays until
 * something newer is there, also of another address.
 *
 * @param path where it is; null if there is none
 * @param version changes when there is a new result
 * @param etag of the newest result that is known of, null if none is: a result with another one is read again
 */
export function useTrack(path: string | null, version: string, etag: string | null = null) {
  const [state, setState] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const worker = new Worker(new URL('./load.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<LoadMessage>) => {
      if (data.kind === 'track') setState({ loaded: data.loaded, error: null, path });
      else setState((before) => ({ ...before, error: new ApiError(data.status, data.message), path }));
    };
    worker.onerror = () => setState((before) => ({ ...before, error: new ApiError(0, 'The page could not read the result.'), path }));
    worker.postMessage(path);
    return () => worker.terminate();
  }, [path, version, attempt]);
  const have = state.loaded?.etag ?? null;
  const asked = useRef<string | null>(null);
  useEffect(() => {
    // Once for each: the answer may be newer still than what was heard of.
    if (etag === null || have === null || etag === have || asked.current === etag) return;
    asked.current = etag;
    setAttempt((n) => n + 1);
  }, [etag, have]);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  if (path === null) return { ...NOTHING, retry };
  return { loaded: state.loaded, error: state.path === path ? state.error : null, retry };
}
