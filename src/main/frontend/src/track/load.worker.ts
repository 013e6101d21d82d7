import { messageOf, UNREACHABLE } from '../api/client';
import type { TrackingData, TrackingResult } from '../api/types';
import { heatOf, type Heat } from './heat';
import { toTrack, type Track } from './track';

/** What the page hears: first a thinned result of long recordings, then the whole. */
export interface LoadedTrack {
  track: Track;
  heat: Heat;
  video: TrackingData['video'];
  metrics: Record<string, number>;
  meta: Record<string, unknown>;
  /** Whether these are all samples there are. */
  complete: boolean;
  ofSamples: number;
}

export type LoadMessage = { kind: 'track'; loaded: LoadedTrack } | { kind: 'error'; status: number; message: string };

/** Enough for each pixel of a wide timeline. */
const FIRST_LOOK = 4_000;
const SAMPLES_AT_ONCE = 15_000;

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function read(url: string): Promise<TrackingData> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Refused(0, UNREACHABLE);
  }
  if (!response.ok) throw new Refused(response.status, messageOf(response.status, await response.text()));
  try {
    return ((await response.json()) as TrackingResult).data;
  } catch {
    throw new Refused(response.status, 'The result could not be read: it is not complete, or not JSON.');
  }
}

function tell(data: TrackingData, complete: boolean, ofSamples: number) {
  const track = toTrack(data);
  const heat = heatOf(track, data.video.width / data.video.height);
  const loaded: LoadedTrack = { track, heat, video: data.video, metrics: data.derivedMetrics, meta: data.processingMeta, complete, ofSamples };
  const { t, cx, cy, x, y, w, h, conf, quality } = track;
  const buffers = [t, cx, cy, x, y, w, h, conf, quality, heat.values].map((array) => array.buffer as ArrayBuffer);
  self.postMessage({ kind: 'track', loaded } satisfies LoadMessage, { transfer: buffers });
}

async function load(url: string) {
  const first = await read(`${url}?maxPoints=${FIRST_LOOK}`);
  const { window } = first;
  const complete = window === undefined || window.samples >= window.ofSamples;
  const ofSamples = window?.ofSamples ?? first.trackPoints.length;
  tell(first, complete, ofSamples);
  if (complete) return;
  const end = first.trackPoints.at(-1)?.tMs ?? 0;
  const span = Math.max(1_000, Math.ceil((end / ofSamples) * SAMPLES_AT_ONCE));
  const whole: TrackingData = { ...first, frameDetections: [], trackPoints: [] };
  // The thinned result need not hold the last sample: the last part is open to the end.
  for (let from = 0; from <= end; from += span) {
    const to = from + span > end ? end + 3_600_000 : from + span - 1;
    const part = await read(`${url}?from=${from}&to=${to}`);
    for (const point of part.trackPoints) whole.trackPoints.push(point);
    for (const detection of part.frameDetections) whole.frameDetections.push(detection);
  }
  tell(whole, true, ofSamples);
}

self.onmessage = (event: MessageEvent<string>) => {
  load(event.data).catch((error: unknown) => {
    const known = error instanceof Refused ? error : new Refused(0, 'The result could not be read.');
    self.postMessage({ kind: 'error', status: known.status, message: known.message } satisfies LoadMessage);
  });
};
