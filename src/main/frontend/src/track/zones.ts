import type { ZoneKind } from '../api/people';

export const KINDS: readonly { kind: ZoneKind; name: string; anchor: 'centre' | 'foot' }[] = [
  { kind: 'board', name: 'Board', anchor: 'centre' },
  { kind: 'desk', name: 'Desk', anchor: 'foot' },
  { kind: 'audience', name: 'Audience', anchor: 'foot' },
  { kind: 'door', name: 'Door', anchor: 'centre' },
  { kind: 'other', name: 'Other', anchor: 'centre' },
];

/** Readable on pictures of any kind; the same in light and dark, as pictures are. */
export const ZONE_COLORS: Record<ZoneKind, string> = { board: '#7ee0ff', desk: '#ffd166', audience: '#c7b3ff', door: '#ff9f80', other: '#d7f28a' };
