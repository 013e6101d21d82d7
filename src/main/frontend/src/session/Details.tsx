import { bytes, clock, count, instant } from '../format';
import type { LoadedTrack } from '../track/load.worker';
import type { SessionDetail } from '../api/types';

/** `trackerParams.confirmAfter` as "tracker params · confirm after". */
function words(path: string[]): string {
  return path.map((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()).join(' · ');
}

function flatten(value: unknown, path: string[] = []): [string, string][] {
  if (value === null || value === undefined) return [[words(path), 'not given']];
  if (Array.isArray(value)) return [[words(path), value.map((item) => JSON.stringify(item)).join(', ')]];
  if (typeof value !== 'object') return [[words(path), typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, member]) => flatten(member, [...path, key]));
}

/** How the result came about, and everything it says, for those who want to know exactly. */
export function Details({ detail, loaded }: { detail: SessionDetail; loaded: LoadedTrack | null }) {
  const { session } = detail;
  const rows: [string, string][] = [
    ['uploaded', instant(session.createdAt)],
    ['length', session.durationMs ? clock(session.durationMs) : 'not known'],
    ['size of the file', bytes(session.sizeBytes)],
  ];
  if (loaded) {
    const { width, height, fps } = loaded.video;
    rows.push(['picture', `${width} × ${height}, ${Number(fps.toFixed(2))} per second`]);
    rows.push(['looked at', `${count(loaded.ofSamples, 'sample')}, one every ${loaded.track.stepMs} ms`]);
    rows.push(...flatten(loaded.meta));
  }
  rows.push(['session', session.sessionId]);
  return (
    <section className="card panel" aria-labelledby="details-title">
      <details className="details">
        <summary>
          <h2 className="panel-title" id="details-title">
            How it was processed
          </h2>
        </summary>
        <div className="details-columns">
          <dl className="facts">
            {rows.map(([name, value]) => (
              <Row key={name} name={name} value={value} />
            ))}
          </dl>
          {loaded && (
            <div>
              <h3 className="details-sub">All values of the result</h3>
              <dl className="facts">
                {Object.entries(loaded.metrics).map(([name, value]) => (
                  <Row key={name} name={name} value={String(value)} />
                ))}
              </dl>
            </div>
          )}
        </div>
      </details>
    </section>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
