import { messageOf, UNREACHABLE } from '../api/client';
import type { Motion, Quality } from '../api/people';
import type { LookedAt, TrackingData, TrackingResult } from '../api/types';
import { motionOf, qualityOf, resultEtag } from './findings';
import { heatOf, type Heat } from './heat';
import { toTrack, type Track } from './track';

/** What the page hears: first a thinned result of long recordings, then the whole. */
export interface LoadedTrack {
  track: Track;
  heat: Heat;
  video: TrackingData['video'];
  metrics: Record<string, number>;
  meta: Record<string, unknown>;
  /** How far it is to be trusted; null in older results. */
  quality: Quality | null;
  /** Metrics with units; null in older results. */
  motion: Motion | null;
  /** Of which parts of the recording it is; null of a result, which is of all. */
  lookedAt: LookedAt | null;
  /** Names this result; null if the server does not say. */
  etag: string | null;
  /** Whether these are all samples there are. */
  complete: boolean;
  ofSamples: number;
}

export type LoadMessage = { kind: 'track'; loaded: LoadedTrack } | { kind: 'error'; status: number; message: string };

/** Enough for each pixel of a wide timeline. */
const FIRST_LOOK = 4_000;
const SAMPLES_AT_ONCE = 15_000;
/** A result that is corrected while its parts are read is read again. */
const ATTEMPTS = 5;

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Answer {
  data: TrackingData;
  lookedAt: LookedAt | null;
  etag: string | null;
}

async function read(url: string): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Refused(0, UNREACHABLE);
  }
  if (!response.ok) throw new Refused(response.status, messageOf(response.status, await response.text()));
  try {
    const { data, lookedAt } = (await response.json()) as TrackingResult;
    return { data, lookedAt: lookedAt ?? null, etag: resultEtag(response.headers.get('etag')) };
  } catch {
    throw new Refused(response.status, 'The result could not be read: it is not complete, or not JSON.');
  }
}

function tell({ data, lookedAt, etag }: Answer, complete: boolean, ofSamples: number) {
  const track = toTrack(data);
  const heat = heatOf(track, data.video.width / data.video.height);
  const loaded: LoadedTrack = {
    track, heat, video: data.video, metrics: data.derivedMetrics, meta: data.processingMeta, quality: qualityOf(data), motion: motionOf(data), lookedAt, etag,
    complete, ofSamples,
  };
  const { t, cx, cy, x, y, w, h, conf, quality } = track;
  const buffers = [t, cx, cy, x, y, w, h, conf, quality, heat.values].map((array) => array.buffer as ArrayBuffer);
  self.postMessage({ kind: 'track', loaded } satisfies LoadMessage, { transfer: buffers });
}

/** All samples, in parts; null if the result became another one meanwhile. */
async function rest(url: string, first: Answer, end: number, ofSamples: number): Promise<Answer | null> {
  const span = Math.max(1_000, Math.ceil((end / ofSamples) * SAMPLES_AT_ONCE));
  const whole: TrackingData = { ...first.data, frameDetections: [], trackPoints: [] };
  // The thinned result need not hold the last sample: the last part is open to the end.
  for (let from = 0; from <= end; from += span) {
    const to = from + span > end ? end + 3_600_000 : from + span - 1;
    const part = await read(`${url}?from=${from}&to=${to}`);
    if (part.etag !== first.etag) return null;
    for (const point of part.data.trackPoints) whole.trackPoints.push(point);
    for (const detection of part.data.frameDetections) whole.frameDetections.push(detection);
  }
  return { ...first, data: whole };
}

async function load(url: string) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = await read(`${url}?maxPoints=${FIRST_LOOK}`);
    const { window, trackPoints } = first.data;
    const complete = window === undefined || window.samples >= window.ofSamples;
    const ofSamples = window?.ofSamples ?? trackPoints.length;
    tell(first, complete, ofSamples);
    if (complete) return;
    const whole = await rest(url, first, trackPoints.at(-1)?.tMs ?? 0, ofSamples);
    if (whole) {
      tell(whole, true, ofSamples);
      return;
    }
  }
  throw new Refused(0, 'The result is being changed by somebody again and again.');
}

self.onmessage = (event: MessageEvent<string>) => {
  load(event.data).catch((error: unknown) => {
    const known = error instanceof Refused ? error : new Refused(0, 'The result could not be read.');
    self.postMessage({ kind: 'error', status: known.status, message: known.message } satisfies LoadMessage);
  });
};
