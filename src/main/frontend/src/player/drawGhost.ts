import type { PathPoint } from '../api/people';
import { place, type Rect } from '../track/letterbox';

/** Somebody who is pointed at outside of the picture, to be found in it. */
export interface Ghost {
  name: string;
  /** The way, in pieces without an absence in them. */
  pieces: readonly (readonly PathPoint[])[];
  /** The box at a time, about; null while not there. */
  boxAt: (ms: number) => { x: number; y: number; w: number; h: number } | null;
}

const GHOST = '#8fc7ff';
const SHADE = 'rgb(8 10 16 / 70%)';

/** Draws the way and the box of somebody; whether it is there at that time. */
export function drawGhost(canvas: HTMLCanvasElement, ghost: Ghost, ms: number, rect: Rect, scale: number): boolean {
  const context = canvas.getContext('2d');
  if (!context) return false;
  context.lineJoin = context.lineCap = 'round';
  for (const [width, color] of [[5, SHADE], [2.5, GHOST]] as const) {
    context.lineWidth = width * scale;
    context.strokeStyle = color;
    for (const piece of ghost.pieces) {
      context.beginPath();
      piece.forEach(({ cx, cy }, i) => {
        const [x, y] = [rect.left + cx * rect.width, rect.top + cy * rect.height];
        if (i === 0) context.moveTo(x, y);
        context.lineTo(x, y);
      });
      context.stroke();
    }
  }
  const box = ghost.boxAt(ms);
  if (!box) return false;
  const { left, top, width, height } = place(rect, box);
  context.fillStyle = 'rgb(143 199 255 / 18%)';
  context.fillRect(left, top, width, height);
  context.setLineDash([8 * scale, 5 * scale]);
  for (const [line, color] of [[4.5, SHADE], [2.5, GHOST]] as const) {
    context.lineWidth = line * scale;
    context.strokeStyle = color;
    context.strokeRect(left, top, width, height);
  }
  context.setLineDash([]);
  context.font = `600 ${12.5 * scale}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  const wide = context.measureText(ghost.name).width + 12 * scale;
  const x = Math.min(Math.max(rect.left, left), rect.left + rect.width - wide);
  const y = Math.min(rect.top + rect.height - 24 * scale, top + height + 4 * scale);
  context.fillStyle = SHADE;
  context.beginPath();
  context.roundRect(x, y, wide, 20 * scale, 5 * scale);
  context.fill();
  context.fillStyle = GHOST;
  context.fillText(ghost.name, x + 6 * scale, y + 10.5 * scale);
  return true;
}
