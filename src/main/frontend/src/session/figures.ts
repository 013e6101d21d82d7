import { duration, number, share } from '../format';

/** One figure about a recording, as a teacher reads it. */
export interface Metric {
  key: string;
  name: string;
  value: string;
  /** What the value means in one phrase, below it. */
  note: string;
  definition: string;
  /** The service's own name and value. */
  raw: string;
}

const raw = (metrics: Record<string, number>, key: string) => `${key} = ${metrics[key] ?? 'not given'}`;

/**
 * The figures of a result. Those the server does not send are left out.
 *
 * @param lengthMs of the recording, or of what was looked at of it if `partly`
 */
export function metricsOf(metrics: Record<string, number>, lengthMs: number | null, partly = false): Metric[] {
  const { coverage, gapCount, longestGapMs, distance, jitter } = metrics;
  const found: Metric[] = [];
  if (coverage !== undefined) {
    found.push({
      key: 'coverage', name: 'In the picture', value: share(coverage),
      note: lengthMs === null ? 'of the recording' : `about ${duration(coverage * lengthMs)} of ${partly ? 'the ' : ''}${duration(lengthMs)}${partly ? ' looked at so far' : ''}`,
      definition:
        'The share of all looked-at moments in which the instructor was seen, or stood between two sightings so close together that the way between them is clear.',
      raw: raw(metrics, 'coverage'),
    });
  }
  if (gapCount !== undefined) {
    found.push({
      key: 'gapCount', name: 'Gaps', value: number(gapCount, 0),
      note: gapCount === 0 ? (partly ? 'seen all the time so far' : 'seen from beginning to end') : 'times away, hidden, or not recognised',
      definition: 'How often the instructor was out of sight for longer than a short moment. Beginning and end of the recording count as well.',
      raw: raw(metrics, 'gapCount'),
    });
  }
  if (longestGapMs !== undefined) {
    found.push({
      key: 'longestGapMs', name: 'Longest gap', value: longestGapMs === 0 ? 'none' : duration(longestGapMs),
      note: 'the longest time not seen',
      definition: 'The longest time in one piece during which the instructor was not seen.',
      raw: raw(metrics, 'longestGapMs'),
    });
  }
  if (distance !== undefined) {
    const perMinute = lengthMs && coverage ? distance / ((lengthMs * coverage) / 60_000) : null;
    found.push({
      key: 'distance', name: 'Way walked', value: `${number(distance, distance < 10 ? 1 : 0)}\u00a0×`,
      note: `the picture's width${perMinute === null ? '' : `, ${number(perMinute, 1)} per minute seen`}`,
      definition:
        'All steps from one sighting to the next added up, where 1 is the whole width of the picture sideways, or its whole height up and down. A recording cannot tell metres: compare only recordings made with the camera in the same place. Small trembling of the boxes is counted too.',
      raw: raw(metrics, 'distance'),
    });
  }
  if (jitter !== undefined) {
    found.push({
      key: 'jitter', name: 'Unevenness', value: `${number(jitter * 100, 1)}\u00a0%`,
      note: 'of the picture, from step to step',
      definition:
        'How much the length of the steps between two sightings varies (their standard deviation). Small: standing, or walking evenly. Large: sudden moves, or uncertain detection.',
      raw: raw(metrics, 'jitter'),
    });
  }
  return found;
}
