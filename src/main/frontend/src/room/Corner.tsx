import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { Point } from '../api/people';
import { pointAt } from './room';

interface Props {
  at: Point;
  label: string;
  /** The picture; positions are fractions of it. */
  stage: RefObject<HTMLElement | null>;
  className?: string;
  children?: string;
  onMove: (to: Point) => void;
  onRemove?: (() => void) | undefined;
  onPress?: (() => void) | undefined;
}

const STEP = 0.005;
const KEYS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A point that is dragged, or moved with arrow keys (shift: further), and removed with Delete. */
export function Corner({ at, label, stage, className = '', children, onMove, onRemove, onPress }: Props) {
  const dragged = useRef(false);
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const box = stage.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    dragged.current = true;
    onMove(pointAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = KEYS[event.key];
    if (way) {
      event.preventDefault();
      const step = event.shiftKey ? STEP * 8 : STEP;
      onMove(pointAt(at.x + way[0] * step, at.y + way[1] * step));
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && onRemove) {
      event.preventDefault();
      onRemove();
    }
  };
  return (
    <button
      type="button"
      className={`corner ${className}`}
      style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
      aria-label={`${label}, ${Math.round(at.x * 100)} % from the left, ${Math.round(at.y * 100)} % from the top`}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = false;
      }}
      onPointerMove={onPointerMove}
      onClick={(event) => {
        event.stopPropagation();
        if (!dragged.current) onPress?.();
      }}
      onKeyDown={onKeyDown}
    >
      <span aria-hidden>{children}</span>
    </button>
  );
}
