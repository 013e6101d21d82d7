import type { TrackingData } from '../api/types';

export const LOST = 0;
export const INTERPOLATED = 1;
export const MEASURED = 2;

/**
 * Where the instructor was, sample by sample, in typed arrays: a lecture of two hours has 36,000 samples, and each drawn
 * frame looks some of them up. Coordinates are fractions of the picture.
 */
export interface Track {
  /** Times in ms, rising. */
  t: Float64Array;
  /** Centre; for lost samples that of the last sighting, which is never drawn. */
  cx: Float32Array;
  cy: Float32Array;
  /** Box; NaN where lost. For interpolated samples its size is estimated from the neighbours. */
  x: Float32Array;
  y: Float32Array;
  w: Float32Array;
  h: Float32Array;
  /** NaN where nothing was detected. */
  conf: Float32Array;
  quality: Uint8Array;
  /** The usual time between two samples. */
  stepMs: number;
}

export interface Gap {
  from: number;
  to: number;
}

/** A place in the picture at one moment. */
export interface Sighting {
  x: number;
  y: number;
  w: number;
  h: number;
  /** Null where nothing was detected and the place is estimated. */
  conf: number | null;
}

const QUALITIES: Record<string, number> = { measured: MEASURED, interpolated: INTERPOLATED, lost: LOST };

function medianStep(t: Float64Array): number {
  if (t.length < 2) return 0;
  const steps = new Float64Array(t.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = (t[i + 1] as number) - (t[i] as number);
  steps.sort();
  return steps[steps.length >> 1] as number;
}

/** Estimates the boxes between detections: sizes change evenly, centres are those of the track. */
function bridgeBoxes(track: Track) {
  const { quality, cx, cy, x, y, w, h } = track;
  const n = quality.length;
  for (let i = 0; i < n; i++) {
    if (quality[i] !== INTERPOLATED) continue;
    let end = i;
    while (end < n && quality[end] === INTERPOLATED) end++;
    const before = i > 0 && quality[i - 1] === MEASURED ? i - 1 : -1;
    const after = end < n && quality[end] === MEASURED ? end : -1;
    const left = before >= 0 ? before : after;
    const right = after >= 0 ? after : before;
    for (let k = i; k < end && left >= 0; k++) {
      const part = right === left ? 0 : (k - left) / (right - left);
      const width = (w[left] as number) + ((w[right] as number) - (w[left] as number)) * part;
      const height = (h[left] as number) + ((h[right] as number) - (h[left] as number)) * part;
      w[k] = width;
      h[k] = height;
      x[k] = (cx[k] as number) - width / 2;
      y[k] = (cy[k] as number) - height / 2;
    }
    i = end;
  }
}

export function toTrack(data: Pick<TrackingData, 'frameDetections' | 'trackPoints'>): Track {
  const n = Math.min(data.trackPoints.length, data.frameDetections.length);
  const floats = () => new Float32Array(n).fill(Number.NaN);
  const track: Track = {
    t: new Float64Array(n), cx: floats(), cy: floats(), x: floats(), y: floats(), w: floats(), h: floats(), conf: floats(),
    quality: new Uint8Array(n), stepMs: 0,
  };
  for (let i = 0; i < n; i++) {
    const point = data.trackPoints[i];
    const seen = data.frameDetections[i];
    if (!point || !seen) continue;
    track.t[i] = point.tMs;
    track.cx[i] = point.cx;
    track.cy[i] = point.cy;
    let quality = QUALITIES[point.quality] ?? LOST;
    if (quality === MEASURED && seen.bbox === null) quality = INTERPOLATED;
    track.quality[i] = quality;
    if (quality === MEASURED && seen.bbox) {
      track.x[i] = seen.bbox.x;
      track.y[i] = seen.bbox.y;
      track.w[i] = seen.bbox.w;
      track.h[i] = seen.bbox.h;
      if (seen.conf !== null) track.conf[i] = seen.conf;
    }
  }
  track.stepMs = medianStep(track.t);
  bridgeBoxes(track);
  return track;
}

/** The last sample at or before a time; -1 if there is none. */
export function indexAt(t: Float64Array, ms: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((t[middle] as number) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Samples further apart than this say nothing about the time between them. */
export const bridgeMs = (track: Track) => Math.max(1_000, track.stepMs * 1.5);

function sample(track: Track, i: number): Sighting | null {
  const x = track.x[i];
  if (x === undefined || Number.isNaN(x)) return null;
  const conf = track.conf[i] as number;
  return { x, y: track.y[i] as number, w: track.w[i] as number, h: track.h[i] as number, conf: Number.isNaN(conf) ? null : conf };
}

/**
 * Where the instructor was at any time: between two samples that both show them, evenly between; next to a lost sample,
 * where the nearer sample says; null when lost or too far from any sample.
 */
export function sightingAt(track: Track, ms: number): Sighting | null {
  const n = track.t.length;
  if (n === 0) return null;
  const i = indexAt(track.t, ms);
  const before = i >= 0 ? sample(track, i) : null;
  const after = i + 1 < n ? sample(track, i + 1) : null;
  const t0 = i >= 0 ? (track.t[i] as number) : Number.NEGATIVE_INFINITY;
  const t1 = i + 1 < n ? (track.t[i + 1] as number) : Number.POSITIVE_INFINITY;
  if (before && after && t1 - t0 <= bridgeMs(track)) {
    const part = (ms - t0) / (t1 - t0);
    return {
      x: before.x + (after.x - before.x) * part,
      y: before.y + (after.y - before.y) * part,
      w: before.w + (after.w - before.w) * part,
      h: before.h + (after.h - before.h) * part,
      conf: before.conf !== null && after.conf !== null ? before.conf + (after.conf - before.conf) * part : null,
    };
  }
  const [near, distance] = ms - t0 <= t1 - ms ? [before, ms - t0] : [after, t1 - ms];
  const reach = Math.max(bridgeMs(track) / 2, track.stepMs);
  return near && distance <= reach ? near : null;
}

/** The times without the instructor: maximal runs of lost samples, up to the next sighting or the last sample. */
export function gaps(track: Track): Gap[] {
  const found: Gap[] = [];
  const { t, quality } = track;
  for (let i = 0; i < t.length; i++) {
    if (quality[i] !== LOST) continue;
    const from = t[i] as number;
    while (i < t.length && quality[i] === LOST) i++;
    found.push({ from, to: t[Math.min(i, t.length - 1)] as number });
  }
  return found;
}

/** The next gap that begins after a time, or null. */
export const nextGap = (list: readonly Gap[], ms: number) => list.find((gap) => gap.from > ms + 1) ?? null;

/** The gap that began last before a time, or null. A little slack lets one go back again and again while playing. */
export const previousGap = (list: readonly Gap[], ms: number) => list.findLast((gap) => gap.from < ms - 1_500) ?? null;

/** The shares of the time seen spent in the left, middle and right third of the picture. Null if never seen. */
export function thirds(track: Track): [number, number, number] | null {
  const counts: [number, number, number] = [0, 0, 0];
  let all = 0;
  for (let i = 0; i < track.t.length; i++) {
    if (track.quality[i] === LOST) continue;
    const third = Math.min(2, Math.max(0, Math.floor((track.cx[i] as number) * 3))) as 0 | 1 | 2;
    counts[third]++;
    all++;
  }
  return all === 0 ? null : [counts[0] / all, counts[1] / all, counts[2] / all];
}
