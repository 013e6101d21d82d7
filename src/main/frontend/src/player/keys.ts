/** What a key does while the focus is in the player. */
export type KeyAction =
  | { kind: 'toggle' } | { kind: 'by'; ms: number } | { kind: 'frame'; count: number } | { kind: 'gap'; direction: 1 | -1 } | { kind: 'attention' }
  | { kind: 'full screen' } | { kind: 'mute' } | { kind: 'start' } | { kind: 'end' };

const ACTIONS: Record<string, KeyAction> = {
  ' ': { kind: 'toggle' },
  k: { kind: 'toggle' },
  ArrowLeft: { kind: 'by', ms: -5_000 },
  ArrowRight: { kind: 'by', ms: 5_000 },
  j: { kind: 'by', ms: -10_000 },
  l: { kind: 'by', ms: 10_000 },
  ',': { kind: 'frame', count: -1 },
  '.': { kind: 'frame', count: 1 },
  n: { kind: 'gap', direction: 1 },
  p: { kind: 'gap', direction: -1 },
  w: { kind: 'attention' },
  f: { kind: 'full screen' },
  m: { kind: 'mute' },
  Home: { kind: 'start' },
  End: { kind: 'end' },
};

export const KEY_HELP: readonly [string, string][] = [
  ['Space or K', 'play, pause'], ['← →', '5 seconds'], ['J L', '10 seconds'], [', .', 'one picture'],
  ['P N', 'previous, next gap'], ['W', 'next worth a look'], ['F', 'full screen'], ['M', 'sound on, off'],
];

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The action of a key press; `on` names the element that has the focus, as a button keeps its own keys. */
export function keyAction(press: Press, on: 'button' | 'slider' | 'field' | 'other'): KeyAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || on === 'field') return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (on === 'button' && key === ' ') return null;
  return ACTIONS[key] ?? null;
}
