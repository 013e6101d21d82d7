import type { Motion, Quality as TrackQuality } from './people';

/** The service's JSON, as far as the pages read it. Members marked `?` are additions that an older server may not send. */

export type JobStatus = 'queued' | 'running' | 'completed' | 'failed';
export type SessionStatus = 'processing' | 'completed' | 'failed';

export interface Job {
  id: string;
  status: JobStatus;
  /** Fraction, 0 to 1. */
  progress: number;
  sessionId: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  updatedAt: string | null;
  error: string | null;
  /** `track` or `render`. */
  goal?: string | null;
  stage?: string | null;
  attempt?: number | null;
  etaSeconds?: number | null;
  framesPerSecond?: number | null;
  segmentsDone?: number | null;
  segments?: number | null;
  /** For how long nothing has moved; null if something does. */
  stalledSeconds?: number | null;
  parameters?: Record<string, unknown> | null;
}

/** How many of the sampled pictures the detector looks at. */
export type Closeness = 'thorough' | 'balanced' | 'fast';

/** How long it would take to process a recording now. */
export interface Estimates {
  /** Seconds, if nothing else is at work; null if that is not known. */
  estimates: Record<Closeness, number | null>;
  usual: Closeness;
  slots: number;
  /** Recordings that wait or are at work before it. */
  waitsBehind: number;
}

/** What a caller may do with a recording, beside seeing it and its result. */
export type SessionRight = 'view' | 'edit' | 'delete' | 'share';

export interface SessionSummary {
  sessionId: string;
  name: string | null;
  createdAt: string;
  status: SessionStatus;
  relatedJobId: string | null;
  startedAt?: string | null;
  sessionDate?: string | null;
  courseCode?: string | null;
  durationMs?: number | null;
  sizeBytes?: number | null;
  thumbnailUrl?: string | null;
  progress?: number | null;
  stage?: string | null;
  error?: string | null;
  may?: readonly SessionRight[];
}

/** Some sessions of a list. */
export interface SessionPage {
  sessions: SessionSummary[];
  /** The address of the page that follows; null if there is none. */
  next: string | null;
  /** With the first page, how many sessions all pages have; null on servers that know no pages, which send all. */
  total: number | null;
}

export interface SessionDetail {
  session: SessionSummary;
  media: { heatmapVideoUrl: string | null; centralCamUrl: string | null; slideDeckUrl: string | null };
  processing: { status: JobStatus | null; error: string | null; progress?: number | null; stage?: string | null; preview?: Preview | null };
  relatedJobId: string | null;
  hasInstructorTrackingResult: boolean;
}

/** What is known of a recording before there is a result: where, which, and of how much of the recording. */
export interface Preview {
  url: string;
  etag: string;
  share: number;
}

/** Which parts of a recording a preliminary result knows. */
export interface LookedAt {
  /** Fraction, 0 to 1. */
  share: number;
  ms: number;
  ofMs: number;
  spans: readonly { fromMs: number; toMs: number }[];
}

export type Quality = 'measured' | 'interpolated' | 'lost';

export interface TrackingData {
  video: { width: number; height: number; fps: number };
  processingMeta: Record<string, unknown>;
  frameDetections: { tMs: number; bbox: { x: number; y: number; w: number; h: number } | null; conf: number | null }[];
  trackPoints: { tMs: number; trackId: number; cx: number; cy: number; quality: Quality }[];
  derivedMetrics: Record<string, number>;
  /** Additions to payload v1. */
  quality?: TrackQuality | null;
  motion?: Motion | null;
  window?: { from: number; to: number; samples: number; ofSamples: number };
}

export interface TrackingResult {
  version: string;
  /** Only of a preliminary one. */
  lookedAt?: LookedAt | null;
  data: TrackingData;
}

export interface SystemState {
  version?: string | null;
  workers?: { name: string; slots: number; busySlots: number }[] | null;
  queue?: { queuedJobs: number; runningJobs: number } | null;
  redis?: 'up' | 'away' | null;
  disk?: { freeBytes: number; totalBytes: number } | null;
  detector?: string | null;
}

export type WorkerState = 'idle' | 'busy' | 'draining' | 'quarantined' | 'other-model' | 'lost' | 'gone';

/** One of `GET /workers`. */
export interface Worker {
  name: string;
  host: string;
  version: string;
  slots: number;
  state: WorkerState;
  reason: string | null;
  quarantinedUntil: string | null;
  since: string;
  lastSeen: string;
  tasksDone: number;
  tasksFailed: number;
  tasksLost: number;
  busyWith: { jobId: string; task: string; since: string; progress: number }[];
}

/** `GET /queue/health`, which servers without `/system` have too. */
export interface QueueHealth {
  hasWorker: boolean;
  workerCount: number;
  queuedJobCount: number;
  startedJobCount: number;
  redis?: string | null;
}

interface EventBase {
  jobId: string;
  sessionId: string;
  at: string;
}

/** One fact about a job, as the event streams send it. */
export type JobEvent =
  | (EventBase & { type: 'queued'; place?: number | null })
  | (EventBase & { type: 'task-started'; task: string; attempt: number; worker: string })
  | (EventBase & {
      type: 'progress';
      progress: number;
      stage: string | null;
      etaSeconds?: number | null;
      framesPerSecond?: number | null;
      segmentsDone?: number | null;
      segments?: number | null;
      stalledSeconds?: number | null;
    })
  | (EventBase & { type: 'task-finished'; task: string; attempt: number; worker: string })
  | (EventBase & { type: 'task-retried'; task: string; attempt: number; reason: string })
  | (EventBase & { type: 'preview'; resultEtag: string; share: number })
  | (EventBase & { type: 'completed' })
  | (EventBase & { type: 'failed'; error: string })
  | (EventBase & { type: 'cancelled' });

/** A session's result is another one, because somebody corrected it. */
export interface CorrectedEvent {
  type: 'corrected';
  sessionId: string;
  resultEtag: string;
  revision: number;
  at: string;
}

export const EVENT_TYPES: readonly JobEvent['type'][] = [
  'queued', 'task-started', 'progress', 'task-finished', 'task-retried', 'preview', 'completed', 'failed', 'cancelled',
];
