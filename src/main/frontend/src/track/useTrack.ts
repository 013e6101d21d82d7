import { useCallback, useEffect, useState } from 'react';
import { ApiError, resultPath } from '../api/client';
import type { LoadedTrack, LoadMessage } from './load.worker';

interface Loading {
  loaded: LoadedTrack | null;
  error: ApiError | null;
}

const NOTHING: Loading = { loaded: null, error: null };

/**
 * Loads a session's result in a worker, where reading megabytes of JSON holds up no drawing. What was loaded stays until
 * something newer is there.
 *
 * @param version changes when there is a new result
 */
export function useTrack(sessionId: string | null, version: string) {
  const [state, setState] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (sessionId === null) return;
    const worker = new Worker(new URL('./load.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<LoadMessage>) => {
      if (data.kind === 'track') setState({ loaded: data.loaded, error: null });
      else setState((before) => ({ ...before, error: new ApiError(data.status, data.message) }));
    };
    worker.onerror = () => setState((before) => ({ ...before, error: new ApiError(0, 'The page could not read the result.') }));
    worker.postMessage(resultPath(sessionId));
    return () => worker.terminate();
  }, [sessionId, version, attempt]);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return sessionId === null ? { ...NOTHING, retry } : { ...state, retry };
}
