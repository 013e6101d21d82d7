import type { Attention } from '../api/people';
import { firstAfter } from '../track/lookedAt';
import { LOST, type Gap, type Track } from '../track/track';
import { ATTENTION, lanesOf } from './attention';

const cssColor = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function hatch(context: CanvasRenderingContext2D, color: string, scale: number): CanvasPattern | string {
  const tile = document.createElement('canvas');
  const size = Math.round(7 * scale);
  tile.width = tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen) return color;
  pen.strokeStyle = color;
  pen.lineWidth = 1.4 * scale;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? color;
}

/** For each pixel column the range of the centre from left to right; drawn as one path, however many samples there are. */
function drawPosition(
  context: CanvasRenderingContext2D, track: Track, holes: readonly Gap[], length: number, width: number, top: number, height: number,
) {
  const { t, cx, quality } = track;
  const afresh = firstAfter(t, holes);
  context.beginPath();
  let pen = false;
  let column = -1;
  let low = 0;
  let high = 0;
  const y = (value: number) => top + (1 - value) * height;
  const flush = () => {
    if (column < 0) return;
    if (pen) context.lineTo(column + 0.5, y(low));
    else context.moveTo(column + 0.5, y(low));
    context.lineTo(column + 0.5, y(high) + 0.01);
    pen = true;
    column = -1;
  };
  for (let i = 0; i < t.length; i++) {
    if (afresh.has(i)) {
      flush();
      pen = false;
    }
    if (quality[i] === LOST) {
      flush();
      pen = false;
      continue;
    }
    const at = Math.floor(((t[i] as number) / length) * width);
    const value = cx[i] as number;
    if (at === column) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    } else {
      flush();
      column = at;
      low = high = value;
    }
  }
  flush();
  context.stroke();
}

export const LANE = 5;
const LANE_GAP = 3;

/** How much lower the lanes make the strip, in CSS pixels. */
export const lanesHeight = (attention: readonly Attention[]) => lanesOf(attention).length * (LANE + LANE_GAP);

function drawLanes(context: CanvasRenderingContext2D, attention: readonly Attention[], length: number, top: number, scale: number) {
  const { width } = context.canvas;
  lanesOf(attention).forEach((kind, n) => {
    const y = top + (n * (LANE + LANE_GAP) + LANE_GAP) * scale;
    context.fillStyle = cssColor(ATTENTION[kind].color);
    for (const { fromMs, toMs, kind: other } of attention) {
      if (other !== kind) continue;
      const wide = Math.max(LANE * scale, ((toMs - fromMs) / length) * width);
      context.beginPath();
      context.roundRect(Math.min(width - wide, (fromMs / length) * width), y, wide, LANE * scale, 2 * scale);
      context.fill();
    }
  });
}

/**
 * Draws the strip: ground where seen, hatching where not, nothing where nobody looked yet, the line of the position above; below it a lane
 * for each kind of what deserves a look.
 */
export function drawStrip(
  canvas: HTMLCanvasElement,
  { track, gaps, holes, attention, length }: { track: Track | null; gaps: readonly Gap[]; holes: readonly Gap[]; attention: readonly Attention[]; length: number },
) {
  const scale = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * scale);
  canvas.width = width;
  canvas.height = Math.round(canvas.clientHeight * scale);
  const context = canvas.getContext('2d');
  if (!context || width === 0 || length <= 0) return;
  const height = canvas.height - Math.round(lanesHeight(attention) * scale);
  drawLanes(context, attention, length, height, scale);
  context.beginPath();
  context.roundRect(0, 0, width, height, 8 * scale);
  context.clip();
  context.fillStyle = cssColor('--track-ground');
  context.fillRect(0, 0, width, height);
  if (!track || track.t.length === 0) return;
  const from = ((track.t[0] as number) / length) * width;
  const to = (((track.t[track.t.length - 1] as number) + track.stepMs) / length) * width;
  context.fillStyle = cssColor('--seen');
  context.fillRect(from, 0, Math.min(width, to) - from, height);
  const pattern = hatch(context, cssColor('--line-strong'), scale);
  for (const gap of gaps) {
    const left = (gap.from / length) * width;
    const wide = Math.max(scale, ((gap.to - gap.from) / length) * width);
    context.fillStyle = cssColor('--track-ground');
    context.fillRect(left, 0, wide, height);
    context.fillStyle = pattern;
    context.fillRect(left, 0, wide, height);
  }
  context.fillStyle = cssColor('--track-ground');
  for (const hole of holes) {
    const left = (hole.from / length) * width;
    context.fillRect(left, 0, Math.max(scale, ((hole.to - hole.from) / length) * width), height);
  }
  context.strokeStyle = cssColor('--seen-line');
  context.lineWidth = 1.6 * scale;
  context.lineJoin = 'round';
  drawPosition(context, track, holes, length, width, 7 * scale, height - 14 * scale);
}
