import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { clock, count, duration } from '../format';
import type { Gap, Track } from '../track/track';
import type { Playhead } from './playhead';
import { drawStrip } from './drawStrip';

interface Props {
  playhead: Playhead;
  /** Of the whole recording, in ms. */
  length: number;
  track: Track | null;
  gaps: readonly Gap[];
}

const STEP_MS = 5_000;

function describe(ms: number, length: number, gap: Gap | undefined): string {
  const place = `${clock(ms)} of ${clock(length)}`;
  return gap ? `${place}, not seen for ${duration(gap.to - gap.from)}` : place;
}

/** The whole recording as a strip: when the instructor was seen, where from left to right, and where the video stands. */
export function Timeline({ playhead, length, track, gaps }: Props) {
  const scheme = useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const needle = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ left: number; ms: number } | null>(null);

  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    const draw = () => drawStrip(surface, track, gaps, length);
    const observer = new ResizeObserver(draw);
    observer.observe(surface);
    return () => observer.disconnect();
  }, [track, gaps, length, scheme]);

  useEffect(() => {
    const show = (ms: number) => {
      const part = length > 0 ? Math.min(1, ms / length) : 0;
      if (needle.current) needle.current.style.left = `${part * 100}%`;
      const gap = gaps.find(({ from, to }) => ms >= from && ms < to);
      const text = describe(ms, length, gap);
      const slider = strip.current;
      if (!slider || slider.getAttribute('aria-valuetext') === text) return;
      slider.setAttribute('aria-valuenow', String(Math.round(ms / 1000)));
      slider.setAttribute('aria-valuetext', text);
    };
    show(playhead.timeMs);
    return playhead.onTime(show);
  }, [playhead, length, gaps]);

  const timeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { left: event.clientX - box.left, ms: Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by: Record<string, number> = { ArrowUp: STEP_MS, ArrowDown: -STEP_MS, PageUp: length / 20, PageDown: -length / 20 };
    const ms = by[event.key];
    if (ms === undefined) return;
    event.preventDefault();
    playhead.seek(playhead.timeMs + ms);
  };
  const hoverGap = hover && gaps.find(({ from, to }) => hover.ms >= from && hover.ms < to);

  return (
    <div className="timeline">
      <div
        ref={strip}
        className="timeline-strip"
        role="slider"
        tabIndex={0}
        aria-label={track ? `Position in the recording; ${count(gaps.length, 'gap')} without the instructor` : 'Position in the recording'}
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1000)}
        aria-valuenow={0}
        aria-valuetext={describe(0, length, undefined)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          playhead.seek(timeOf(event).ms);
        }}
        onPointerMove={(event) => {
          const at = timeOf(event);
          setHover(at);
          if (event.currentTarget.hasPointerCapture(event.pointerId)) playhead.seek(at.ms);
        }}
        onPointerLeave={() => setHover(null)}
      >
        <canvas ref={canvas} className="timeline-canvas" aria-hidden />
        <div ref={needle} className="timeline-needle" />
        {hover && (
          <div className="timeline-hover" style={{ left: `clamp(3.5rem, ${hover.left}px, calc(100% - 3.5rem))` }}>
            <span className="num">{clock(hover.ms)}</span>
            {hoverGap && <span> · not seen, {duration(hoverGap.to - hoverGap.from)}</span>}
          </div>
        )}
      </div>
      {track && (
        <div className="timeline-legend" aria-hidden>
          <span>
            <i className="swatch swatch-seen" /> seen; the line goes from left (bottom) to right (top)
          </span>
          <span>
            <i className="swatch swatch-gap" /> not seen
          </span>
        </div>
      )}
    </div>
  );
}
