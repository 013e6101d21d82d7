import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Attention } from '../api/people';
import { clock, count, duration } from '../format';
import { spansAt } from '../track/spans';
import type { Gap, Track } from '../track/track';
import type { Playhead } from './playhead';
import { ATTENTION, lanesOf, reasonsOf } from './attention';
import { drawStrip, lanesHeight } from './drawStrip';

interface Props {
  playhead: Playhead;
  /** Of the whole recording, in ms. */
  length: number;
  track: Track | null;
  gaps: readonly Gap[];
  /** Where nobody looked yet. */
  holes: readonly Gap[];
  attention: readonly Attention[];
}

const STEP_MS = 5_000;
const STRIP = 60;

const at = (gaps: readonly Gap[], ms: number) => gaps.find(({ from, to }) => ms >= from && ms < to);

function describe(ms: number, length: number, gap: Gap | undefined, unknown: boolean, reasons: string): string {
  const place = `${clock(ms)} of ${clock(length)}`;
  if (unknown) return `${place}, not looked at yet`;
  const seen = gap ? `${place}, not seen for ${duration(gap.to - gap.from)}` : place;
  return reasons ? `${seen}. Worth a look: ${reasons}` : seen;
}

/** The whole recording as a strip: when the instructor was seen, where from left to right, and where the video stands. */
export function Timeline({ playhead, length, track, gaps, holes, attention }: Props) {
  const scheme = useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const needle = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ part: number; ms: number } | null>(null);

  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    const draw = () => drawStrip(surface, { track, gaps, holes, attention, length });
    const observer = new ResizeObserver(draw);
    observer.observe(surface);
    return () => observer.disconnect();
  }, [track, gaps, holes, attention, length, scheme]);

  useEffect(() => {
    const show = (ms: number) => {
      const part = length > 0 ? Math.min(1, ms / length) : 0;
      if (needle.current) needle.current.style.left = `${part * 100}%`;
      const text = describe(ms, length, at(gaps, ms), at(holes, ms) !== undefined, reasonsOf(spansAt(attention, ms)));
      const slider = strip.current;
      if (!slider || slider.getAttribute('aria-valuetext') === text) return;
      slider.setAttribute('aria-valuenow', String(Math.round(ms / 1000)));
      slider.setAttribute('aria-valuetext', text);
    };
    show(playhead.timeMs);
    return playhead.onTime(show);
  }, [playhead, length, gaps, holes, attention]);

  const timeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return { part, ms: part * length };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by: Record<string, number> = { ArrowUp: STEP_MS, ArrowDown: -STEP_MS, PageUp: length / 20, PageDown: -length / 20 };
    const ms = by[event.key];
    if (ms === undefined) return;
    event.preventDefault();
    playhead.seek(playhead.timeMs + ms);
  };
  const hoverGap = hover && at(gaps, hover.ms);
  const hoverHole = hover && at(holes, hover.ms);
  const hoverReasons = hover ? reasonsOf(spansAt(attention, hover.ms)) : '';
  const lanes = lanesOf(attention);

  return (
    <div className="timeline">
      <div
        ref={strip}
        className="timeline-strip"
        role="slider"
        tabIndex={0}
        aria-label={track ? `Position in the recording; ${count(gaps.length, 'gap')} without the instructor` : 'Position in the recording'}
        style={{ height: STRIP + lanesHeight(attention) }}
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1000)}
        aria-valuenow={0}
        aria-valuetext={describe(0, length, undefined, false, '')}
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
          // Beside its place by as much as it is from the left, so that it never leaves the strip.
          <div className="timeline-hover" style={{ left: `${hover.part * 100}%`, transform: `translateX(-${hover.part * 100}%)` }}>
            <span className="num">{clock(hover.ms)}</span>
            {hoverGap && <span> · not seen, {duration(hoverGap.to - hoverGap.from)}</span>}
            {hoverHole && <span> · not looked at yet</span>}
            {hoverReasons && <div className="timeline-why">{hoverReasons}</div>}
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
          {holes.length > 0 && (
            <span>
              <i className="swatch swatch-unknown" /> not looked at yet
            </span>
          )}
          {lanes.map((kind) => (
            <span key={kind}>
              <i className={`swatch swatch-lane look-${kind}`} /> {ATTENTION[kind].name}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
