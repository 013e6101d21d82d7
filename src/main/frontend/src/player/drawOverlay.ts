import { place, type Rect } from '../track/letterbox';
import { bridgeMs, indexAt, LOST, MEASURED, sightingAt, type Sighting, type Track } from '../track/track';

export interface OverlayOptions {
  box: boolean;
  trail: boolean;
  zones: boolean;
}

const TRAIL_MS = 8_000;
const BOX = '#5ee0b0';
const ESTIMATE = '#ffd166';
const SHADE = 'rgb(8 10 16 / 72%)';

function drawTrail(context: CanvasRenderingContext2D, track: Track, ms: number, rect: Rect, scale: number) {
  const last = indexAt(track.t, ms);
  const first = Math.max(0, indexAt(track.t, ms - TRAIL_MS));
  const longest = bridgeMs(track);
  context.lineCap = 'round';
  for (let i = first + 1; i <= last; i++) {
    // A line to or from a lost sample would claim to know where they went.
    if (track.quality[i] === LOST || track.quality[i - 1] === LOST) continue;
    const [t0, t1] = [track.t[i - 1] as number, track.t[i] as number];
    if (t1 - t0 > longest) continue;
    const age = Math.min(1, Math.max(0, (ms - t1) / TRAIL_MS));
    context.globalAlpha = (1 - age) ** 1.5 * 0.9;
    context.lineWidth = (2 + 3 * (1 - age)) * scale;
    context.strokeStyle = track.quality[i] === MEASURED && track.quality[i - 1] === MEASURED ? BOX : ESTIMATE;
    context.beginPath();
    context.moveTo(rect.left + (track.cx[i - 1] as number) * rect.width, rect.top + (track.cy[i - 1] as number) * rect.height);
    context.lineTo(rect.left + (track.cx[i] as number) * rect.width, rect.top + (track.cy[i] as number) * rect.height);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawBox(context: CanvasRenderingContext2D, seen: Sighting, rect: Rect, scale: number) {
  const box = place(rect, seen);
  const color = seen.conf === null ? ESTIMATE : BOX;
  context.setLineDash(seen.conf === null ? [7 * scale, 5 * scale] : []);
  context.lineWidth = 4.5 * scale;
  context.strokeStyle = SHADE;
  context.strokeRect(box.left, box.top, box.width, box.height);
  context.lineWidth = 2.25 * scale;
  context.strokeStyle = color;
  context.strokeRect(box.left, box.top, box.width, box.height);
  context.setLineDash([]);
  drawLabel(context, seen.conf === null ? 'estimated' : `${Math.round(seen.conf * 100)} %`, color, box, rect, scale);
}

function drawLabel(context: CanvasRenderingContext2D, text: string, color: string, box: Rect, rect: Rect, scale: number) {
  context.font = `600 ${12.5 * scale}px system-ui, sans-serif`;
  const width = context.measureText(text).width + 12 * scale;
  const height = 20 * scale;
  const left = Math.min(Math.max(rect.left, box.left), rect.left + rect.width - width);
  const above = box.top - height - 3 * scale;
  const top = above >= rect.top ? above : Math.max(rect.top, box.top) + 4 * scale;
  context.fillStyle = SHADE;
  context.beginPath();
  context.roundRect(left, top, width, height, 5 * scale);
  context.fill();
  context.fillStyle = color;
  context.textBaseline = 'middle';
  context.fillText(text, left + 6 * scale, top + height / 2 + 0.5 * scale);
}

/**
 * Draws what is known about one moment over the picture, and answers the sighting, null when the instructor was not seen.
 *
 * @param rect where the picture lies on the canvas, in its pixels
 * @param scale canvas pixels per CSS pixel
 */
export function drawOverlay(
  canvas: HTMLCanvasElement, track: Track, ms: number, rect: Rect, scale: number, options: OverlayOptions,
): Sighting | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (options.trail) drawTrail(context, track, ms, rect, scale);
  const seen = sightingAt(track, ms);
  if (seen && options.box) drawBox(context, seen, rect, scale);
  return seen;
}
