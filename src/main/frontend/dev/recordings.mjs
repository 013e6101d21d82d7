// Made-up recordings and results for working on the pages without the service. Nothing of this goes into the build.
import { readFileSync } from 'node:fs';

const round = (value, decimals) => Number(value.toFixed(decimals));

/** A small generator of repeatable random numbers. */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function metrics(points) {
  const valid = points.filter((point) => point.quality !== 'lost');
  let gapCount = 0;
  let longestGapMs = 0;
  for (let i = 0; i < points.length; i++) {
    if (points[i].quality !== 'lost') continue;
    const from = points[i].tMs;
    while (i < points.length && points[i].quality === 'lost') i++;
    gapCount++;
    longestGapMs = Math.max(longestGapMs, points[Math.min(i, points.length - 1)].tMs - from);
  }
  const steps = valid.slice(1).map((point, i) => Math.hypot(point.cx - valid[i].cx, point.cy - valid[i].cy));
  const distance = steps.reduce((sum, step) => sum + step, 0);
  const mean = distance / Math.max(1, steps.length);
  const jitter = Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / Math.max(1, steps.length));
  const coverage = points.length ? valid.length / points.length : 0;
  return {
    coverage: round(coverage, 6), gapCount, longestGapMs, distance: round(distance, 6), jitter: round(jitter, 6),
    coveragePercent: round(coverage * 100, 4), gapsCount: gapCount, longestGapSec: longestGapMs / 1000, totalDistance: round(distance, 6),
  };
}

/** A payload from boxes: one per sample, null where nobody was seen. */
export function payload(video, boxes, stepMs) {
  const frameDetections = boxes.map((box, i) => ({
    tMs: i * stepMs,
    bbox: box && { x: round(box.x, 4), y: round(box.y, 4), w: round(box.w, 4), h: round(box.h, 4) },
    conf: box ? round(box.conf, 4) : null,
  }));
  const centre = (box) => [box.x + box.w / 2, box.y + box.h / 2];
  let last = [0.5, 0.5];
  const trackPoints = boxes.map((box, i) => {
    let quality = 'measured';
    let [cx, cy] = last;
    if (box) {
      [cx, cy] = last = centre(box);
    } else {
      let before = i;
      let after = i;
      while (before >= 0 && !boxes[before]) before--;
      while (after < boxes.length && !boxes[after]) after++;
      quality = before >= 0 && after < boxes.length && after - before - 1 <= 5 ? 'interpolated' : 'lost';
      if (quality === 'interpolated') {
        const [ax, ay] = centre(boxes[before]);
        const [bx, by] = centre(boxes[after]);
        const part = (i - before) / (after - before);
        [cx, cy] = [ax + (bx - ax) * part, ay + (by - ay) * part];
      }
    }
    return { tMs: i * stepMs, trackId: 1, cx: round(cx, 4), cy: round(cy, 4), quality };
  });
  return {
    version: 'v1',
    data: {
      coordinateSystem: 'normalized',
      video,
      processingMeta: {
        detector: 'nanodet-g', detectorRuntime: 'onnxruntime-cpu', detectorVersion: '1.22.0', modelSource: 'npm package, converted when built',
        tracker: 'lectern', trackerParams: { gate: 9.49, confirmAfter: 3 }, cleaning: { longestBridgedSamples: 5, smoothing: 'none' },
      },
      frameDetections,
      trackPoints,
      derivedMetrics: metrics(trackPoints),
    },
  };
}

/** Boxes of the lecturer of the sample recording, from its truth. */
export function sampleBoxes(truthFile) {
  const truth = JSON.parse(readFileSync(truthFile, 'utf8'));
  const random = dice(7);
  return truth.track
    .filter((_, i) => i % 5 === 0)
    .map((entry) => (entry.bbox && entry.visibleFraction > 0.4 && random() > 0.03 ? { ...entry.bbox, conf: 0.72 + random() * 0.2 } : null));
}

/** A lecture of any length: somebody walks between board, bench and door, and leaves now and then. */
export function longBoxes(seconds, seed = 11) {
  const random = dice(seed);
  const boxes = [];
  let x = 0.3;
  let goal = 0.3;
  let away = 0;
  for (let i = 0; i < seconds * 5; i++) {
    if (random() < 0.012) goal = 0.1 + random() * 0.75;
    if (away === 0 && random() < 0.0006) away = Math.floor(5 + random() * 400);
    x += Math.sign(goal - x) * Math.min(Math.abs(goal - x), 0.006) + (random() - 0.5) * 0.002;
    if (away > 0) away--;
    const h = 0.42 + 0.015 * Math.sin(i / 40);
    const missed = away > 0 || random() < 0.02;
    boxes.push(missed ? null : { x: x - 0.05, y: 0.34 + 0.01 * Math.sin(i / 17), w: 0.1, h, conf: 0.6 + random() * 0.3 });
  }
  return boxes;
}

/** Somebody who walks from one place to the next: `way` is pairs of second and place from left to right, the first and the last are the ends. */
export function walkBoxes(seconds, way, { y = 0.33, w = 0.15, h = 0.36, conf = 0.7 } = {}) {
  return Array.from({ length: seconds * 5 }, (_, i) => {
    const next = way.findIndex(([second]) => second > i / 5);
    if (next <= 0) return null;
    const [[t0, x0], [t1, x1]] = [way[next - 1], way[next]];
    return { x: x0 + ((x1 - x0) * (i / 5 - t0)) / (t1 - t0) - w / 2, y: y + 0.002 * Math.sin(i), w, h, conf };
  });
}

/** The part of a result between two times, thinned to some samples. */
export function windowed(result, from, to, maxPoints) {
  const { frameDetections, trackPoints } = result.data;
  const inside = trackPoints.map((point, i) => (point.tMs >= from && point.tMs <= to ? i : -1)).filter((i) => i >= 0);
  const every = Math.max(1, Math.ceil(inside.length / maxPoints));
  const kept = inside.filter((_, i) => i % every === 0);
  return {
    ...result,
    data: {
      ...result.data,
      frameDetections: kept.map((i) => frameDetections[i]),
      trackPoints: kept.map((i) => trackPoints[i]),
      window: { from, to, samples: kept.length, ofSamples: trackPoints.length },
    },
  };
}

export function csv(result) {
  const rows = result.data.trackPoints.map((point, i) => {
    const { bbox, conf } = result.data.frameDetections[i];
    return [point.tMs, point.quality, point.cx, point.cy, ...(bbox ? [bbox.x, bbox.y, bbox.w, bbox.h, conf] : ['', '', '', '', ''])].join(',');
  });
  return `tMs,quality,cx,cy,x,y,w,h,conf\n${rows.join('\n')}\n`;
}

/** A picture for the list: a lecture room, drawn. */
export function thumbnail(seed) {
  const random = dice(seed * 97 + 5);
  const hue = Math.floor(random() * 360);
  const x = 60 + random() * 180;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="hsl(${hue} 22% 80%)"/>
<rect y="140" width="320" height="40" fill="hsl(${hue} 20% 62%)"/><rect x="40" y="24" width="240" height="76" rx="3" fill="hsl(${(hue + 130) % 360} 18% 34%)"/>
<path d="M60 46h70M60 60h110M60 74h54" stroke="#fff" stroke-opacity=".7" stroke-width="3"/><circle cx="${x}" cy="74" r="10" fill="#7a5540"/>
<path d="M${x - 14} 140v-38q0-16 14-16t14 16v38z" fill="hsl(${(hue + 200) % 360} 40% 40%)"/><rect x="${x - 40}" y="118" width="80" height="34" fill="hsl(${hue} 25% 45%)"/></svg>`;
}
