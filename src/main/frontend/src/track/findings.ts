import type { Motion, Quality } from '../api/people';
import type { TrackingData } from '../api/types';

/** The result's own name out of the tag of an answer: windows and compressed forms add something to it, after a dash. */
export function resultEtag(header: string | null): string | null {
  return /^(?:W\/)?"([^"-]+)/.exec(header ?? '')?.[1] ?? null;
}

/** How far a result is to be trusted; null if it does not say, as older ones do not. */
export function qualityOf(data: Pick<TrackingData, 'quality'>): Quality | null {
  const { quality } = data;
  if (!quality || !Number.isFinite(quality.measured)) return null;
  return { ...quality, attention: Array.isArray(quality.attention) ? quality.attention : [] };
}

/** The metrics with units, without the points of each sample, which no page shows. */
export function motionOf(data: Pick<TrackingData, 'motion'>): Motion | null {
  const { motion } = data;
  if (!motion || !Number.isFinite(motion.presentSeconds)) return null;
  const { floorCalibrated, bodyHeight, speed, zones, timeline } = motion;
  return {
    floorCalibrated, bodyHeight, speed, zones: Array.isArray(zones) ? zones : [], timeline: Array.isArray(timeline) ? timeline : [],
    presentSeconds: motion.presentSeconds, movingSeconds: motion.movingSeconds, standingSeconds: motion.standingSeconds,
    distanceHeights: motion.distanceHeights, distanceMetres: motion.distanceMetres, floorSeconds: motion.floorSeconds,
    leftSeconds: motion.leftSeconds, middleSeconds: motion.middleSeconds, rightSeconds: motion.rightSeconds, zoneSeconds: motion.zoneSeconds,
  };
}
