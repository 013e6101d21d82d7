import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock, duration } from '../format';
import type { Playhead } from '../player/playhead';
import { binSeconds, movementSeries, positionSeries, type Series } from '../track/movement';
import type { Gap, Track } from '../track/track';

type Kind = 'position' | 'movement';

interface Props {
  track: Track;
  playhead: Playhead;
  lengthMs: number;
  /** Where nobody looked yet. */
  holes: readonly Gap[];
  summary: string;
}

const HEIGHT = 250;
/** Distances between the times on the axis, in seconds. */
const TIMES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
const cssColor = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(kind: Kind, width: number, lengthMs: number): uPlot.Options {
  const axis = { stroke: cssColor('--mantine-color-dimmed'), grid: { stroke: cssColor('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  const line = cssColor('--accent-text');
  return {
    padding: [10, 12, 0, 0],
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: [0, Math.max(1, lengthMs / 1000)] },
      y: { range: kind === 'position' ? [0, 100] : (_, __, most) => [0, most > 0 ? most * 1.1 : 1] },
    },
    axes: [
      { ...axis, size: 32, space: 64, incrs: TIMES, values: (_, ticks) => ticks.map((seconds) => clock(seconds * 1000)) },
      {
        ...axis,
        size: 58,
        ...(kind === 'position' ? { splits: [0, 25, 50, 75, 100] } : {}),
        values: (_, ticks) =>
          kind === 'position'
            ? ticks.map((tick) => ({ 0: 'left', 50: 'middle', 100: 'right' })[tick] ?? '')
            : ticks.map((tick) => String(Number(tick.toFixed(2)))),
      },
    ],
    series: [
      {},
      kind === 'position'
        ? { stroke: line, width: 1.4, spanGaps: false, points: { show: false } }
        : { stroke: line, width: 0, fill: line, points: { show: false }, ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.8, 40] }) } : {}) },
    ],
  };
}

interface Drawing {
  kind: Kind;
  data: Series;
  lengthMs: number;
  playhead: Playhead;
  onReading: (text: string | null) => void;
}

function reading(kind: Kind, at: number, value: number | null | undefined): string {
  if (value === null || value === undefined) return `${clock(at * 1000)} · not seen`;
  return `${clock(at * 1000)} · ${kind === 'position' ? `${Math.round(value)} % from the left` : `${value.toFixed(2)} × the picture`}`;
}

/** Draws the chart and keeps its needle where the video stands, until the answer is called. */
function draw(element: HTMLElement, { kind, data, lengthMs, playhead, onReading }: Drawing): () => void {
  const chart = new uPlot(options(kind, element.clientWidth, lengthMs), data, element);
  const needle = document.createElement('div');
  needle.className = 'chart-needle';
  chart.over.append(needle);
  const show = (ms: number) => {
    needle.style.left = `${chart.valToPos(ms / 1000, 'x')}px`;
  };
  chart.over.addEventListener('click', (event) => playhead.seek(chart.posToVal(event.offsetX, 'x') * 1000));
  chart.hooks['setCursor'] = [
    () => {
      const { idx } = chart.cursor;
      const at = idx === null || idx === undefined ? undefined : data[0][idx];
      onReading(at === undefined ? null : reading(kind, at, data[1][idx ?? 0]));
    },
  ];
  const observer = new ResizeObserver(() => {
    if (element.clientWidth !== chart.width) chart.setSize({ width: element.clientWidth, height: HEIGHT });
    show(playhead.timeMs);
  });
  observer.observe(element);
  const stop = playhead.onTime(show);
  return () => {
    stop();
    observer.disconnect();
    chart.destroy();
  };
}

/** Movement over time; a click brings the video there. */
export function MovementChart({ track, playhead, lengthMs, holes, summary }: Props) {
  const [kind, setKind] = useState<Kind>('position');
  const scheme = useComputedColorScheme();
  const host = useRef<HTMLDivElement>(null);
  const bin = binSeconds(lengthMs);
  const data = useMemo(() => (kind === 'position' ? positionSeries(track, holes) : movementSeries(track, bin, holes)), [kind, track, bin, holes]);
  const [text, setReading] = useState<string | null>(null);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let destroy: (() => void) | undefined;
    // In a task of its own: many samples arrive at once, and everything else draws them then, too.
    const timer = setTimeout(() => {
      destroy = draw(element, { kind, data, lengthMs, playhead, onReading: setReading });
    });
    return () => {
      clearTimeout(timer);
      destroy?.();
    };
  }, [data, kind, lengthMs, playhead, scheme]);

  return (
    <section className="card panel" aria-labelledby="movement-title">
      <div className="panel-head">
        <h2 className="panel-title" id="movement-title">
          Movement over time
        </h2>
        <SegmentedControl
          size="xs"
          aria-label="What the chart shows"
          data={[
            { value: 'position', label: 'Left to right' },
            { value: 'movement', label: 'How much' },
          ]}
          value={kind}
          onChange={(value) => setKind(value === 'movement' ? 'movement' : 'position')}
        />
      </div>
      <div ref={host} className="chart" role="img" aria-label={`Chart of the movement over time. ${summary}`} />
      <p className="hint chart-reading num">
        {text ??
          (kind === 'position'
            ? `Where the instructor was from left to right. Breaks: not seen${holes.length > 0 ? ', or not looked at yet' : ''}. A click brings the video there.`
            : `The way covered in each ${duration(bin * 1000)}, in widths of the picture.`)}
      </p>
    </section>
  );
}
