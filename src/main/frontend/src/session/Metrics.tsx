import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { share } from '../format';
import { metricsOf, type Metric } from './figures';

function Definition({ name, text }: { name: string; text: string }) {
  return (
    <Tooltip label={text} w={290}>
      <ActionIcon className="metric-info" variant="subtle" color="gray" size="md" aria-label={`What does “${name}” mean? ${text}`}>
        <IconInfoCircle size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

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
  'Where the centre of the instructor was, as shares of the time seen: the picture is cut into three thirds, as the camera sees them. Counted by this page from the samples.';

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

interface Props {
  metrics: Record<string, number>;
  lengthMs: number | null;
  shares: [number, number, number] | null;
}

export function Metrics({ metrics, lengthMs, shares }: Props) {
  return (
    <ul className="metrics" aria-label="Figures">
      {metricsOf(metrics, lengthMs).map((metric) => (
        <Card key={metric.key} metric={metric} />
      ))}
      {shares && <Sides shares={shares} />}
    </ul>
  );
}
