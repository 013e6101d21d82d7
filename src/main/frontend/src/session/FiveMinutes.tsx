import { Tooltip } from '@mantine/core';
import { clock } from '../format';
import type { Playhead } from '../player/playhead';
import type { Part } from './motionFigures';

/** Standing and walking in each five minutes; a click brings the video there. */
export function FiveMinutes({ parts, playhead }: { parts: readonly Part[]; playhead: Playhead }) {
  // So many times have room below, on a phone too.
  const every = Math.ceil(parts.length / 6);
  return (
    <section className="card panel" aria-labelledby="five-title">
      <div className="panel-head">
        <h2 className="panel-title" id="five-title">
          Every five minutes
        </h2>
        <div className="five-legend" aria-hidden>
          <span>
            <i className="swatch five-walking" /> walking
          </span>
          <span>
            <i className="swatch five-standing" /> standing
          </span>
          <span>
            <i className="swatch five-away" /> not seen
          </span>
          {parts.some(({ unknown }) => unknown) && (
            <span>
              <i className="swatch five-unknown" /> not looked at yet
            </span>
          )}
        </div>
      </div>
      <ol className="five">
        {parts.map((part, i) => (
          <li key={part.fromMs}>
            <Tooltip label={`${clock(part.fromMs)} to ${clock(part.toMs)}: ${part.text}`} w={240}>
              <button
                type="button"
                className={part.unknown ? 'five-bar five-unknown' : 'five-bar five-away'}
                aria-label={`From ${clock(part.fromMs)} to ${clock(part.toMs)}: ${part.text}`}
                onClick={() => playhead.seek(part.fromMs)}
              >
                <span className="five-standing" style={{ height: `${part.standing * 100}%` }} />
                <span className="five-walking" style={{ height: `${part.walking * 100}%` }} />
              </button>
            </Tooltip>
            <span className="five-time num" aria-hidden>
              {i % every === 0 ? clock(part.fromMs) : '\u00a0'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
