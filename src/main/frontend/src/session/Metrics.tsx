import type { Motion } from '../api/people';
import { share } from '../format';
import { Definition } from './Definition';
import { metricsOf, type Metric } from './figures';
import { motionMetrics, sides, standing } from './motionFigures';

function Card({ metric }: { metric: Metric }) {
  return (
    <li className="card metric">
      <div className="metric-head">
        <span>{metric.name}</span>
        <Definition name={metric.name} text={metric.definition} />
      </div>
      <div className="metric-value">{metric.value}</div>
      <div className="metric-note">{metric.note}</div>
      <code className="metric-raw">{metric.raw}</code>
    </li>
  );
}

const SIDES = ['Left', 'Middle', 'Right'] as const;
const SIDES_MEANING =
  'Where the centre of the instructor was, as shares of the time seen: the picture is cut into three thirds, as the camera sees them.';

function Sides({ shares }: { shares: [number, number, number] }) {
  return (
    <li className="card metric metric-wide">
      <div className="metric-head">
        <span>Left, middle, right</span>
        <Definition name="Left, middle, right" text={SIDES_MEANING} />
      </div>
      <div className="sides" aria-hidden>
        {shares.map((value, n) => (
          <div key={SIDES[n]} className={`side side-${n}`} style={{ flexGrow: Math.max(value, 0.004) }} />
        ))}
      </div>
      <dl className="sides-values">
        {shares.map((value, n) => (
          <div key={SIDES[n]}>
            <dt>{SIDES[n]}</dt>
            <dd>{share(value)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

const STANDING_MEANING =
  'Of the time in sight. A walk is at least 0.15 body heights a second fast and covers a quarter of a body height; everything else is standing. Definitions with formulas: docs/metrics.md.';

function Standing({ motion }: { motion: Motion }) {
  const parts = standing(motion);
  if (parts.length === 0) return null;
  return (
    <li className="card metric metric-wide">
      <div className="metric-head">
        <span>Standing and walking</span>
        <Definition name="Standing and walking" text={STANDING_MEANING} />
      </div>
      <div className="sides" aria-hidden>
        {parts.map(({ name, value }, n) => (
          <div key={name} className={`side side-${n}`} style={{ flexGrow: Math.max(value, 0.004) }} />
        ))}
      </div>
      <dl className="sides-values sides-two">
        {parts.map(({ name, value, note }) => (
          <div key={name}>
            <dt>
              {name}, {note}
            </dt>
            <dd>{share(value)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** Figures of payload v1 that those with units are better for; they still stand under "How it was processed". */
const OUTDONE = new Set(['distance', 'jitter']);

interface Props {
  metrics: Record<string, number>;
  /** Figures with units; null in older results. */
  motion: Motion | null;
  /** Of the recording, or of what was looked at of it if `partly`. */
  lengthMs: number | null;
  partly: boolean;
  shares: [number, number, number] | null;
}

export function Metrics({ metrics, motion, lengthMs, partly, shares }: Props) {
  const old = metricsOf(metrics, lengthMs, partly).filter(({ key }) => !motion || !OUTDONE.has(key));
  const places = motion ? (sides(motion) ?? shares) : shares;
  return (
    <ul className="metrics" aria-label="Figures">
      {[...old, ...(motion ? motionMetrics(motion) : [])].map((metric) => (
        <Card key={metric.key} metric={metric} />
      ))}
      {motion && <Standing motion={motion} />}
      {places && <Sides shares={places} />}
    </ul>
  );
}
