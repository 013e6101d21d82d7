import { LOST, type Track } from './track';

export interface Heat {
  columns: number;
  rows: number;
  /** Row by row, 0 to 1: the share of the most visited cell's time. */
  values: Float32Array;
}

/** Gaussian blur along one direction; what would fall outside the picture is left out. */
function blur(from: Float32Array, columns: number, rows: number, sigma: number, along: 'row' | 'column'): Float32Array {
  const reach = Math.ceil(sigma * 3);
  const kernel = Float32Array.from({ length: reach + 1 }, (_, k) => Math.exp((-k * k) / (2 * sigma * sigma)));
  const to = new Float32Array(from.length);
  const [length, lines, step, stride] = along === 'row' ? [columns, rows, 1, columns] : [rows, columns, columns, 1];
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = Math.max(-reach, -i); k <= Math.min(reach, length - 1 - i); k++) {
        sum += (kernel[Math.abs(k)] as number) * (from[line * stride + (i + k) * step] as number);
      }
      to[line * stride + i * step] = sum;
    }
  }
  return to;
}

/** How long the instructor's centre was where. Lost samples count nowhere. */
export function heatOf(track: Track, aspect: number, columns = 96): Heat {
  const rows = Math.max(8, Math.round(columns / (aspect > 0 ? aspect : 16 / 9)));
  const cells = new Float32Array(columns * rows);
  const longest = Math.max(track.stepMs * 2, 1);
  for (let i = 0; i < track.t.length; i++) {
    if (track.quality[i] === LOST) continue;
    const next = track.t[i + 1];
    const time = next === undefined ? track.stepMs : Math.min(longest, next - (track.t[i] as number));
    const column = Math.min(columns - 1, Math.max(0, Math.floor((track.cx[i] as number) * columns)));
    const row = Math.min(rows - 1, Math.max(0, Math.floor((track.cy[i] as number) * rows)));
    cells[row * columns + column] = (cells[row * columns + column] as number) + time;
  }
  const sigma = columns / 40;
  const values = blur(blur(cells, columns, rows, sigma, 'row'), columns, rows, sigma, 'column');
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  // The square root shows places that were visited now and then beside the one where most of the time was spent.
  if (most > 0) for (let i = 0; i < values.length; i++) values[i] = Math.sqrt((values[i] as number) / most);
  return { columns, rows, values };
}

const STOPS: readonly (readonly [number, number, number, number])[] = [
  [46, 60, 190, 0], [58, 78, 210, 120], [160, 60, 170, 165], [240, 110, 70, 195], [255, 214, 90, 220],
];

/** The colour of a value from 0 to 1, as red, green, blue and opacity, each 0 to 255. */
export function heatColor(value: number): [number, number, number, number] {
  const at = Math.min(1, Math.max(0, value)) * (STOPS.length - 1);
  const i = Math.min(STOPS.length - 2, Math.floor(at));
  const [from, to] = [STOPS[i], STOPS[i + 1]];
  if (!from || !to) return [0, 0, 0, 0];
  const mix = (k: 0 | 1 | 2 | 3) => Math.round(from[k] + (to[k] - from[k]) * (at - i));
  return [mix(0), mix(1), mix(2), mix(3)];
}
