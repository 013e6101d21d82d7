import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock, duration } from '../format';
import type { Playhead } from '../player/playhead';
import { binSeconds, movementSeries, positionSeries } from '../track/movement';
import type { Track } from '../track/track';

type Kind = 'position' | 'movement';

interface Props {
  track: Track;
  playhead: Playhead;
  lengthMs: number;
  summary: string;
}

const HEIGHT = 250;
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
      { ...axis, size: 32, values: (_, ticks) => ticks.map((seconds) => clock(seconds * 1000)) },
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

/** Movement over time; a click brings the video there. */
export function MovementChart({ track, playhead, lengthMs, summary }: Props) {
  const [kind, setKind] = useState<Kind>('position');
  const scheme = useComputedColorScheme();
  const host = useRef<HTMLDivElement>(null);
  const bin = binSeconds(lengthMs);
  const data = useMemo(() => (kind === 'position' ? positionSeries(track) : movementSeries(track, bin)), [kind, track, bin]);
  const [reading, setReading] = useState<string | null>(null);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const chart = new uPlot(options(kind, element.clientWidth, lengthMs), data, element);
    const needle = document.createElement('div');
    needle.className = 'chart-needle';
    chart.over.append(needle);
    const show = (ms: number) => {
      needle.style.left = `${chart.valToPos(ms / 1000, 'x')}px`;
    };
    const seek = (event: MouseEvent) => playhead.seek(chart.posToVal(event.offsetX, 'x') * 1000);
    chart.over.addEventListener('click', seek);
    chart.hooks['setCursor'] = [
      () => {
        const { idx } = chart.cursor;
        const at = idx === null || idx === undefined ? undefined : data[0][idx];
        const value = idx === null || idx === undefined ? undefined : data[1][idx];
        if (at === undefined) return setReading(null);
        const words =
          value === null || value === undefined
            ? 'not seen'
            : kind === 'position'
              ? `${Math.round(value)} % from the left`
              : `${value.toFixed(2)} × the picture`;
        setReading(`${clock(at * 1000)} · ${words}`);
      },
    ];
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height: HEIGHT });
      show(playhead.timeMs);
    });
    observer.observe(element);
    const stop = playhead.onTime(show);
    show(playhead.timeMs);
    return () => {
      stop();
      observer.disconnect();
      chart.destroy();
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
        {reading ??
          (kind === 'position'
            ? 'Where the instructor was from left to right. Breaks: not seen. A click brings the video there.'
            : `The way covered in each ${duration(bin * 1000)}, in widths of the picture.`)}
      </p>
    </section>
  );
}
