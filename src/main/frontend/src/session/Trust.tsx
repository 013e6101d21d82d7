import { Button } from '@mantine/core';
import { IconCameraRotate, IconEyeOff, IconMoon, IconUserQuestion, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { AttentionKind, Quality } from '../api/people';
import { clock, duration, inWords, share } from '../format';
import type { Playhead } from '../player/playhead';
import { Definition } from './Definition';

const ICONS: Record<AttentionKind, typeof IconMoon> = {
  identity: IconUserQuestion, candidates: IconUsers, absent: IconEyeOff, dark: IconMoon, camera: IconCameraRotate,
};
const FEW = 6;
const MEANING =
  'Measured: seen in the picture. Estimated: on the line between two sightings that are close together. Not seen: away, hidden, or not recognised. Shares of all looked-at moments.';

function Shares({ quality }: { quality: Quality }) {
  const parts = [
    { key: 'measured', name: 'Measured', value: quality.measured },
    { key: 'interpolated', name: 'Estimated', value: quality.interpolated },
    { key: 'lost', name: 'Not seen', value: quality.lost },
  ];
  return (
    <>
      <div className="trust-bar" aria-hidden>
        {parts.map(({ key, value }) => value > 0 && <div key={key} className={`trust-${key}`} style={{ flexGrow: value }} />)}
      </div>
      <dl className="trust-values">
        {parts.map(({ key, name, value }) => (
          <div key={key}>
            <dt>
              <i className={`swatch trust-${key}`} aria-hidden /> {name}
            </dt>
            <dd className="num">{share(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How far the result is to be trusted, and where somebody should look; a click brings the video there. */
export function Trust({ quality, playhead }: { quality: Quality; playhead: Playhead }) {
  const [all, setAll] = useState(false);
  const { attention } = quality;
  const shown = all ? attention : attention.slice(0, FEW);
  return (
    <section className="card panel" aria-labelledby="trust-title">
      <div className="panel-head">
        <h2 className="panel-title" id="trust-title">
          How far to trust it
        </h2>
        <Definition name="How far to trust it" text={MEANING} />
      </div>
      <Shares quality={quality} />
      <h3 className="details-sub trust-sub">Worth a look</h3>
      {attention.length === 0 && <p className="hint">Nothing stands out.</p>}
      <ul className="looks" aria-label="Worth a look">
        {shown.map((item) => {
          // A kind that a newer server knows is shown all the same.
          const Icon = (ICONS as Partial<typeof ICONS>)[item.kind] ?? IconUserQuestion;
          const long = item.toMs - item.fromMs >= 1_000;
          return (
            <li key={`${item.kind} ${item.fromMs}`}>
              <button type="button" className="look" onClick={() => playhead.seek(item.fromMs)}>
                <span className={`look-mark look-${item.kind}`} aria-hidden />
                <Icon className="look-icon" size={19} stroke={1.7} aria-hidden />
                <span>
                  <span className="look-time num">
                    {clock(item.fromMs)}
                    {long && ` to ${clock(item.toMs)}, ${duration(item.toMs - item.fromMs)}`}
                  </span>
                  <span className="look-reason">{inWords(item.reason)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {attention.length > shown.length && (
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          Show all {attention.length}
        </Button>
      )}
    </section>
  );
}
