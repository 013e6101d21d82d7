import type { Motion, TimeSpan } from '../api/people';
import { duration, number } from '../format';
import { lookedAtWithin } from '../track/lookedAt';
import type { Metric } from './figures';

/** Metres if the floor is measured, else heights of the picture. */
export function way(activity: { distanceMetres: number | null; distanceHeights: number }): string {
  if (activity.distanceMetres !== null) return `${number(activity.distanceMetres, activity.distanceMetres < 100 ? 1 : 0)}\u00a0m`;
  return `${number(activity.distanceHeights, activity.distanceHeights < 100 ? 1 : 0)}\u00a0×`;
}

const HEIGHTS =
  'One unit is the height of the picture, to the side as well as upwards. Mark four points of the floor under “The room” to have metres.';
const MORE = 'Definitions with formulas: docs/metrics.md.';

/** The figures with units; those that are not known are left out. */
export function motionMetrics(motion: Motion): Metric[] {
  const metres = motion.floorCalibrated && motion.distanceMetres !== null;
  const speed = (name: string) => motion.speed[`${name}${metres ? 'MetresPerSecond' : 'HeightsPerSecond'}`] ?? null;
  const found: Metric[] = [];
  if (motion.presentSeconds <= 0) return found;
  const minutes = motion.presentSeconds / 60;
  const distance = metres ? motion.distanceMetres : motion.distanceHeights;
  found.push({
    key: 'way', name: 'Way walked', value: way(motion),
    note: `${metres ? '' : 'the picture’s height, '}${number((distance ?? 0) / minutes, 1)}${metres ? '\u00a0m' : ''} per minute in sight`,
    definition: `The length of the smoothed way while walking; who stands and gestures goes no way. ${metres ? 'Measured on the floor.' : HEIGHTS} ${MORE}`,
    raw: `${metres ? 'distanceMetres' : 'distanceHeights'} = ${distance ?? 'not given'}`,
  });
  const moving = speed('meanMoving');
  if (moving !== null && motion.movingSeconds > 0) {
    const fastest = speed('p95');
    found.push({
      key: 'speed', name: 'Speed when walking', value: `${number(moving, 2)}\u00a0${metres ? 'm/s' : '×'}`,
      note: `${metres ? 'on average' : 'the picture’s height a second'}${fastest === null ? '' : `; faster than ${number(fastest, 2)} in 5 % of the time`}`,
      definition: `Way by time, in walks only. ${metres ? 'Two people in no hurry walk at about 1 m/s.' : HEIGHTS} ${MORE}`,
      raw: `meanMoving${metres ? 'Metres' : 'Heights'}PerSecond = ${moving}`,
    });
  }
  return found;
}

/** Of the time in sight: standing and walking, as shares with their names. */
export function standing(motion: Motion): { name: string; value: number; note: string }[] {
  const all = motion.presentSeconds;
  if (all <= 0) return [];
  return [
    { name: 'Standing', value: motion.standingSeconds / all, note: duration(motion.standingSeconds * 1000) },
    { name: 'Walking', value: motion.movingSeconds / all, note: duration(motion.movingSeconds * 1000) },
  ];
}

/** Left, middle and right of the picture as shares of the time in sight; null if never in sight. */
export function sides(motion: Motion): [number, number, number] | null {
  const all = motion.presentSeconds;
  return all > 0 ? [motion.leftSeconds / all, motion.middleSeconds / all, motion.rightSeconds / all] : null;
}

export interface Part {
  fromMs: number;
  toMs: number;
  /** Shares of the part's length. */
  walking: number;
  standing: number;
  /** Whether nothing of it was looked at yet. */
  unknown: boolean;
  text: string;
}

/**
 * The recording in parts of five minutes, as far as it has more than one.
 *
 * @param spans what was looked at, if that is not all of it
 */
export function parts(motion: Motion, spans: readonly TimeSpan[] | null = null): Part[] {
  if (motion.timeline.length < 2) return [];
  return motion.timeline.map((part) => {
    const looked = spans ? lookedAtWithin(spans, part.fromMs, part.toMs) : part.toMs - part.fromMs;
    if (spans && looked === 0) {
      return { fromMs: part.fromMs, toMs: part.toMs, walking: 0, standing: 0, unknown: true, text: 'not looked at yet' };
    }
    const seconds = Math.max(0.001, looked / 1000);
    const away = Math.max(0, seconds - part.presentSeconds);
    const unit = part.distanceMetres === null ? ' the picture’s height' : '';
    return {
      fromMs: part.fromMs, toMs: part.toMs, walking: part.movingSeconds / seconds, standing: part.standingSeconds / seconds, unknown: false,
      text: `${looked < part.toMs - part.fromMs ? `of the ${duration(looked)} looked at so far ` : ''}walking ${duration(part.movingSeconds * 1000)}, standing ${duration(part.standingSeconds * 1000)}, not seen ${duration(away * 1000)}; way ${way(part)}${unit}`,
    };
  });
}
