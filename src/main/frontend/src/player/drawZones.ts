import type { Zone } from '../api/people';
import { ZONE_COLORS } from '../track/zones';
import type { Rect } from '../track/letterbox';

/** Draws the zones of the room as thin lines with their names. */
export function drawZones(canvas: HTMLCanvasElement, zones: readonly Zone[], rect: Rect, scale: number) {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.lineJoin = 'round';
  context.font = `600 ${11.5 * scale}px system-ui, sans-serif`;
  context.textBaseline = 'top';
  for (const { name, kind, corners } of zones) {
    const points = corners.map(({ x, y }) => [rect.left + x * rect.width, rect.top + y * rect.height] as const);
    const color = ZONE_COLORS[kind];
    context.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
    context.lineWidth = 3 * scale;
    context.strokeStyle = 'rgb(8 10 16 / 55%)';
    context.stroke();
    context.lineWidth = 1.5 * scale;
    context.strokeStyle = color;
    context.stroke();
    const [x, y] = points.reduce((best, point) => (point[0] + point[1] < best[0] + best[1] ? point : best));
    const width = context.measureText(name).width + 8 * scale;
    context.fillStyle = 'rgb(8 10 16 / 62%)';
    context.fillRect(x, y, width, 17 * scale);
    context.fillStyle = color;
    context.fillText(name, x + 4 * scale, y + 3 * scale);
  }
}
