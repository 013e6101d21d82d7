import type { Correction, People, Room, RoomAnswer, Ruling } from './people';
import type { Closeness, Estimates, Job, QueueHealth, SessionDetail, SessionPage, SessionSummary, SystemState, Worker } from './types';

/** An answer that is no success, or none at all (`status` 0). The message can be shown as it is. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const UNREACHABLE = 'Lectern does not answer. Is the service running, and are you connected?';

/** The sentence a server gave for a failure, or a plain one of our own. */
export function messageOf(status: number, body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null) {
      for (const key of ['detail', 'message', 'title']) {
        const text = (json as Record<string, unknown>)[key];
        if (typeof text === 'string' && text !== '') return text;
      }
    }
  } catch {
    // No JSON: a proxy in between answered.
  }
  if (status === 502 || status === 503 || status === 504) return UNREACHABLE;
  return `The service answered with an error (${status}).`;
}

const NO_JSON = 'The service sent something that is not JSON.';

/** The address of the next page, from the header `Link`; null if there is none. */
export function nextOf(link: string | null): string | null {
  return /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? null;
}

const numberOf = (text: string | null) => (text === null ? null : Number(text));

export async function call(method: string, path: string, signal?: AbortSignal, body?: unknown, ifMatch?: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: signal ?? null,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, UNREACHABLE);
  }
  if (!response.ok) throw new ApiError(response.status, messageOf(response.status, await response.text()));
  return response;
}

export async function json<T>(method: string, path: string, signal?: AbortSignal, body?: unknown, ifMatch?: string): Promise<T> {
  const response = await call(method, path, signal, body, ifMatch);
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError(response.status, NO_JSON);
  }
}

const id = encodeURIComponent;

export const sessionPath = (sessionId: string) => `/sessions/${id(sessionId)}`;
export const jobPath = (jobId: string) => `/jobs/${id(jobId)}`;
export const resultPath = (sessionId: string) => `${sessionPath(sessionId)}/results/instructor-tracking`;

export const api = {
  sessions: async (path: string, signal?: AbortSignal): Promise<SessionPage> => {
    const response = await call('GET', path, signal);
    try {
      return {
        sessions: (await response.json()) as SessionSummary[],
        next: nextOf(response.headers.get('link')),
        total: numberOf(response.headers.get('x-total-count')),
      };
    } catch {
      throw new ApiError(response.status, NO_JSON);
    }
  },
  session: (sessionId: string, signal?: AbortSignal) => json<SessionDetail>('GET', sessionPath(sessionId), signal),
  job: (jobId: string, signal?: AbortSignal) => json<Job>('GET', jobPath(jobId), signal),
  activeJobs: (signal?: AbortSignal) => json<Job[]>('GET', '/jobs?active=true', signal),
  system: (signal?: AbortSignal) => json<SystemState>('GET', '/system', signal),
  workers: (signal?: AbortSignal) => json<Worker[]>('GET', '/workers', signal),
  queueHealth: (signal?: AbortSignal) => json<QueueHealth>('GET', '/queue/health', signal),
  deleteSession: (sessionId: string) => call('DELETE', sessionPath(sessionId)),
  cancelJob: (jobId: string) => call('DELETE', jobPath(jobId)),
  estimates: (sessionId: string, signal?: AbortSignal) => json<Estimates>('GET', `${sessionPath(sessionId)}/estimates`, signal),
  /** With the server's own setting if no quality is named. */
  process: (sessionId: string, quality?: Closeness) =>
    json<{ jobId: string }>('POST', `${sessionPath(sessionId)}/process`, undefined, quality ? { quality } : {}),
  render: (sessionId: string) => json<{ jobId: string }>('POST', `${sessionPath(sessionId)}/render`, undefined, {}),
  persons: (sessionId: string, signal?: AbortSignal) => json<People>('GET', `${sessionPath(sessionId)}/persons`, signal),
  corrections: (sessionId: string, signal?: AbortSignal) => json<Correction[]>('GET', `${sessionPath(sessionId)}/corrections`, signal),
  room: (sessionId: string, signal?: AbortSignal) => json<Room>('GET', `${sessionPath(sessionId)}/room`, signal),
  // Changes name the result that they were made for, so that nobody overwrites what somebody else did meanwhile.
  instructor: (sessionId: string, ruling: Ruling, etag: string) =>
    json<People>('PUT', `${sessionPath(sessionId)}/instructor`, undefined, ruling, etag),
  merge: (sessionId: string, persons: string[], etag: string) =>
    json<People>('POST', `${sessionPath(sessionId)}/persons/merge`, undefined, { persons }, etag),
  split: (sessionId: string, person: string, atMs: number, etag: string) =>
    json<People>('POST', `${sessionPath(sessionId)}/persons/split`, undefined, { person, atMs }, etag),
  undo: (sessionId: string, etag: string) => json<People>('POST', `${sessionPath(sessionId)}/corrections/undo`, undefined, {}, etag),
  putRoom: (sessionId: string, room: Room, etag: string) => json<RoomAnswer>('PUT', `${sessionPath(sessionId)}/room`, undefined, room, etag),
  revokeWorker: (name: string) => call('DELETE', `/workers/${id(name)}`),
  recover: () => json<{ recoveredQueuedJobs: number }>('POST', '/queue/recover', undefined, {}),
  /** Whether something can be downloaded there; null when that could not be found out. */
  exists: async (path: string, signal?: AbortSignal): Promise<boolean | null> => {
    try {
      await call('HEAD', path, signal);
      return true;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 405)) return false;
      return null;
    }
  },
};
