import { firstAfter } from './lookedAt';
import { indexAt, LOST, type Gap, type Track } from './track';

export type Series = [number[], (number | null)[]];

/** Left to right over time, in per cent of the picture's width. A lost sample breaks the line, and so does a hole where nobody looked. */
export function positionSeries(track: Track, holes: readonly Gap[] = []): Series {
  const seconds: number[] = [];
  const percent: (number | null)[] = [];
  const afresh = firstAfter(track.t, holes);
  for (let i = 0; i < track.t.length; i++) {
    if (afresh.has(i)) {
      seconds.push(((track.t[i] as number) - 1) / 1000);
      percent.push(null);
    }
    seconds.push((track.t[i] as number) / 1000);
    percent.push(track.quality[i] === LOST ? null : (track.cx[i] as number) * 100);
  }
  return [seconds, percent];
}

const BINS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];
const MOST_BINS = 90;

/** The length of a bin in seconds that cuts a recording into a readable number of bars. */
export function binSeconds(lengthMs: number): number {
  return BINS.find((seconds) => lengthMs / 1000 / seconds <= MOST_BINS) ?? 1200;
}

/**
 * How much the instructor moved in each bin: the way between consecutive sightings, in widths and heights of the picture,
 * as the service's `distance` counts it, but not across gaps or holes. A bin without a sighting has no value.
 */
export function movementSeries(track: Track, bin: number, holes: readonly Gap[] = []): Series {
  const afresh = firstAfter(track.t, holes);
  const n = track.t.length;
  const last = n > 0 ? (track.t[n - 1] as number) : 0;
  const bins = n === 0 ? 0 : Math.floor(last / 1000 / bin) + 1;
  const seconds = Array.from({ length: bins }, (_, k) => (k + 0.5) * bin);
  const way = new Array<number | null>(bins).fill(null);
  for (let k = 0; k < bins; k++) {
    const end = indexAt(track.t, (k + 1) * bin * 1000 - 0.5);
    for (let i = indexAt(track.t, k * bin * 1000 - 0.5) + 1; i <= end; i++) {
      if (track.quality[i] === LOST) continue;
      const before = i > 0 && track.quality[i - 1] !== LOST && !afresh.has(i) ? i - 1 : i;
      const dx = (track.cx[i] as number) - (track.cx[before] as number);
      const dy = (track.cy[i] as number) - (track.cy[before] as number);
      way[k] = (way[k] ?? 0) + Math.hypot(dx, dy);
    }
  }
  return [seconds, way];
}
