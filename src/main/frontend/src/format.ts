/** Numbers and times as people read them. Null means unknown and is shown as a dash, never as a made-up value. */

/** Keeps a number and its unit on one line. */
const NB = '\u00a0';

export const DASH = '–';

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(n: number, one: string, many = `${one}s`): string {
  return `${integer.format(n)} ${n === 1 ? one : many}`;
}

/** A position in a recording: `1:02:03`, `4:07`. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(total / 3600);
  const m = Math.floor(total / 60) % 60;
  const s = String(total % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** A length of time in words: `3.8 s`, `4 min 7 s`, `1 h 2 min`. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return DASH;
  const s = Math.max(0, ms / 1000);
  if (s < 9.95) return `${Number(s.toFixed(1))}${NB}s`;
  if (s < 59.5) return `${Math.round(s)}${NB}s`;
  if (s < 3570) {
    const whole = Math.round(s);
    const rest = whole % 60;
    return rest === 0 ? `${Math.floor(whole / 60)}${NB}min` : `${Math.floor(whole / 60)}${NB}min ${rest}${NB}s`;
  }
  const minutes = Math.round(s / 60);
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)}${NB}h` : `${Math.floor(minutes / 60)}${NB}h ${rest}${NB}min`;
}

/** How long something will still take; rounded, because it is an estimate. */
export function remaining(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return DASH;
  if (seconds < 5) return 'a few seconds';
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s`;
  if (seconds < 3570) return `about ${Math.round(seconds / 60)} min`;
  const hours = Math.round(seconds / 1800) / 2;
  return `about ${hours} h`;
}

/** How long something would take that has not begun: rounder still, and null if nobody knows. */
export function promised(seconds: number | null | undefined): string | null {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  if (seconds < 50) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return 'about a minute';
  if (minutes < 20) return `about ${minutes} minutes`;
  if (minutes < 55) return `about ${Math.round(minutes / 5) * 5} minutes`;
  const hours = Math.round(minutes / 30) / 2;
  return hours === 1 ? 'about an hour' : `about ${hours} hours`;
}

export function bytes(n: number | null | undefined): string {
  if (n === null || n === undefined || !Number.isFinite(n)) return DASH;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = n;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : Number(value.toPrecision(2))}${NB}${units[unit] ?? ''}`;
}

/** A fraction as per cent. Never says 100 % before it is so. */
export function percent(fraction: number | null | undefined): string {
  if (fraction === null || fraction === undefined || !Number.isFinite(fraction)) return DASH;
  const value = Math.min(1, Math.max(0, fraction)) * 100;
  return `${value < 100 ? Math.min(99, Math.floor(value + 1e-9)) : 100}${NB}%`;
}

/** A share as per cent, rounded to the nearest: for results, not for progress. */
export function share(fraction: number | null | undefined): string {
  if (fraction === null || fraction === undefined || !Number.isFinite(fraction)) return DASH;
  const value = fraction * 100;
  if (value > 0 && value < 1) return `<${NB}1${NB}%`;
  if (value > 99 && value < 100) return `>${NB}99${NB}%`;
  return `${Math.round(value)}${NB}%`;
}

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A calendar date `YYYY-MM-DD`, read as such: no time zone may move it to the day before. */
export function date(text: string | null | undefined): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!match) return text === '' || text === null || text === undefined ? null : text;
  const value = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isNaN(value.getTime()) ? (text ?? null) : day.format(value);
}

export function instant(text: string | null | undefined): string {
  const value = text ? new Date(text) : null;
  return value && !Number.isNaN(value.getTime()) ? dayAndTime.format(value) : DASH;
}

export function time(text: string | null | undefined): string {
  const value = text ? new Date(text) : null;
  return value && !Number.isNaN(value.getTime()) ? timeOfDay.format(value) : DASH;
}

/** Rounded for display, without trailing zeros. */
export function number(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}

const STAGES: Record<string, string> = {
  inspect: 'Looking at the file',
  encode: 'Making a playable video',
  transcode: 'Making a playable video',
  detect: 'Finding people',
  track: 'Following the instructor',
  render: 'Drawing the video',
};

export function stageName(stage: string | null | undefined): string | null {
  if (!stage) return null;
  const kind = stage.split('/')[0] ?? stage;
  return STAGES[kind] ?? stage;
}

/** A task in words: `detect/0007` becomes "Finding people, segment 8", `encode/0003` "Making a playable video, piece 4". */
export function taskName(task: string): string {
  const [kind = task, part] = task.split('/');
  const name = STAGES[kind] ?? kind;
  return part === undefined ? name : `${name}, ${kind === 'encode' ? 'piece' : 'segment'} ${Number(part) + 1}`;
}

/** `p3` as people say it. */
export const nameOf = (id: string) => (/^p\d+$/.test(id) ? `Person ${id.slice(1)}` : id);

/** The service's sentences name persons by their ids. */
export const inWords = (text: string) => text.replace(/(?:\b[Pp]erson )?\b(p\d+)\b(?!-)/g, (_, id: string) => nameOf(id));
