import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SessionDetail } from '../api/types';
import { count, duration, share } from '../format';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Player } from '../player/Player';
import { Playhead } from '../player/playhead';
import { titleOf } from '../sessions/select';
import { gaps as gapsOf, thirds, type Gap } from '../track/track';
import { useTrack } from '../track/useTrack';
import { Details } from './Details';
import { Downloads } from './Downloads';
import { HeatMap } from './HeatMap';
import { Metrics } from './Metrics';
import { MovementChart } from './MovementChart';
import { Processing } from './Processing';
import { SessionHead } from './SessionHead';

const NO_GAPS: readonly Gap[] = [];

function summaryOf(shares: [number, number, number] | null, gaps: readonly Gap[]): string {
  if (!shares) return 'The instructor was not seen in this recording.';
  const longest = gaps.reduce((most, gap) => Math.max(most, gap.to - gap.from), 0);
  const away = gaps.length === 0 ? 'never out of sight' : `${count(gaps.length, 'gap')}, the longest ${duration(longest)}`;
  return `Of the time seen, ${share(shares[0])} was spent in the left third, ${share(shares[1])} in the middle, ${share(shares[2])} in the right; ${away}.`;
}

/** One recording with its result, as far as both are there. */
export function SessionView({ detail }: { detail: SessionDetail }) {
  const { session, media, hasInstructorTrackingResult: hasResult } = detail;
  const [playhead] = useState(() => new Playhead());
  const [wanted, setWanted] = useState<'original' | 'drawn'>('original');
  // A re-run makes a new result under the same address; it is read again when it is done.
  const version = session.status === 'processing' ? 'before' : (detail.relatedJobId ?? '');
  const { loaded, error, retry } = useTrack(hasResult ? session.sessionId : null, version);
  const track = loaded?.track ?? null;
  const gaps = useMemo(() => (track ? gapsOf(track) : NO_GAPS), [track]);
  const shares = useMemo(() => (track ? thirds(track) : null), [track]);
  const shown = media.heatmapVideoUrl ? wanted : 'original';
  const src = shown === 'drawn' ? media.heatmapVideoUrl : media.centralCamUrl;
  const end = track?.t.at(-1);
  const lengthMs = session.durationMs ?? (end === undefined || !track ? null : end + track.stepMs);
  const summary = summaryOf(shares, gaps);

  return (
    <>
      <SessionHead detail={detail} />
      <Processing detail={detail} />
      {error && !loaded && <ErrorNotice title="The result could not be loaded" error={error} onRetry={retry} />}
      {error && loaded && <ErrorNotice title="Only an overview of the result could be loaded" error={error} onRetry={retry} />}
      <div className="session-columns">
        <div className="session-main">
          {src ? (
            <>
              {media.heatmapVideoUrl && (
                <SegmentedControl
                  className="session-which"
                  aria-label="Which video to play"
                  data={[
                    { value: 'original', label: 'Recording with live overlay' },
                    { value: 'drawn', label: 'Rendered video' },
                  ]}
                  value={shown}
                  onChange={(value) => setWanted(value === 'drawn' ? 'drawn' : 'original')}
                />
              )}
              <Player
                key={src}
                title={titleOf(session)}
                src={src}
                playhead={playhead}
                track={track}
                overlay={shown === 'original'}
                gaps={gaps}
                knownLength={lengthMs}
                fps={loaded?.video.fps ?? 25}
              />
            </>
          ) : (
            <div className="card panel hint">There is no video of this recording that could be played.</div>
          )}
          {track && lengthMs !== null && <MovementChart track={track} playhead={playhead} lengthMs={lengthMs} summary={summary} />}
        </div>
        <div className="session-side">
          {loaded && <Metrics metrics={loaded.metrics} lengthMs={lengthMs} shares={shares} />}
          {loaded && (
            <HeatMap heat={loaded.heat} playhead={playhead} width={loaded.video.width} height={loaded.video.height} summary={summary} />
          )}
          <Downloads detail={detail} />
        </div>
      </div>
      <Details detail={detail} loaded={loaded} />
      <p className="visually-hidden" role="status">
        {hasResult && !loaded && !error ? 'Loading the result' : loaded && !loaded.complete ? 'An overview is shown, details are loading' : ''}
      </p>
    </>
  );
}
