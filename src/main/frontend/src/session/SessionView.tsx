import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { may } from '../account/may';
import type { Attention, Person, Zone } from '../api/people';
import { resultPath } from '../api/client';
import { personsQuery, roomQuery } from '../api/queries';
import type { SessionDetail } from '../api/types';
import { count, duration, nameOf, share } from '../format';
import { useCorrected } from '../live/useCorrected';
import { ErrorNotice } from '../parts/ErrorNotice';
import { boxAt, pathPieces } from '../people/people';
import { Peek } from '../player/Peek';
import { Player } from '../player/Player';
import { Playhead } from '../player/playhead';
import { titleOf } from '../sessions/select';
import { holesOf, outsideHoles } from '../track/lookedAt';
import { gaps as gapsOf, thirds, type Gap } from '../track/track';
import { useTrack } from '../track/useTrack';
import { Details } from './Details';
import { Downloads } from './Downloads';
import { FiveMinutes } from './FiveMinutes';
import { HeatMap } from './HeatMap';
import { Metrics } from './Metrics';
import { parts as partsOf } from './motionFigures';
import { MovementChart } from './MovementChart';
import { Preliminary } from './Preliminary';
import { Processing } from './Processing';
import { SessionHead } from './SessionHead';
import { Trust } from './Trust';

// Each in a file of its own, loaded while the video is.
const PeoplePanel = lazy(() => import('../people/PeoplePanel'));
const RoomPanel = lazy(() => import('../room/RoomPanel'));

const NO_GAPS: readonly Gap[] = [];
const NO_ATTENTION: readonly Attention[] = [];
const NO_ZONES: readonly Zone[] = [];

function summaryOf(shares: [number, number, number] | null, gaps: readonly Gap[], partly: boolean): string {
  if (!shares) return partly ? 'The instructor was not seen so far.' : 'The instructor was not seen in this recording.';
  const longest = gaps.reduce((most, gap) => Math.max(most, gap.to - gap.from), 0);
  const away = gaps.length === 0 ? 'never out of sight' : `${count(gaps.length, 'gap')}, the longest ${duration(longest)}`;
  return `${partly ? 'Preliminary. ' : ''}Of the time seen, ${share(shares[0])} was spent in the left third, ${share(shares[1])} in the middle, ${share(shares[2])} in the right; ${away}.`;
}

/** One recording with its result, as far as both are there. */
export function SessionView({ detail }: { detail: SessionDetail }) {
  const { session, media, hasInstructorTrackingResult: hasResult } = detail;
  const [playhead] = useState(() => new Playhead());
  const [wanted, setWanted] = useState<'original' | 'drawn'>('original');
  // A re-run makes a new result under the same address; it is read again when it is done.
  const version = session.status === 'processing' ? 'before' : (detail.relatedJobId ?? '');
  const { data: people, error: peopleError, refetch: peopleAgain } = useQuery({ ...personsQuery(session.sessionId), enabled: hasResult && may(session, 'view') });
  const { data: room } = useQuery({ ...roomQuery(session.sessionId), enabled: people !== null && people !== undefined });
  useCorrected(session.sessionId, people !== null && people !== undefined);
  // What is known before there is a result stays until the result itself is there.
  const preview = hasResult ? null : (detail.processing.preview ?? null);
  const path = hasResult ? resultPath(session.sessionId) : (preview?.url ?? null);
  const { loaded, error: problem, retry } = useTrack(path, hasResult ? version : '', hasResult ? (people?.resultEtag ?? null) : (preview?.etag ?? null));
  // A preliminary result may be gone, or another one, at any moment.
  const error = hasResult ? problem : null;
  const lookedAt = loaded?.lookedAt ?? null;
  const partly = lookedAt !== null;
  const [wasPartly, setWasPartly] = useState(false);
  if (partly && !wasPartly) setWasPartly(true);
  const [pointedAt, setPointedAt] = useState<Person | null>(null);
  const ghost = useMemo(
    () => pointedAt && { name: nameOf(pointedAt.id), pieces: pathPieces(pointedAt), boxAt: (ms: number) => boxAt(pointedAt, ms) },
    [pointedAt],
  );
  const track = loaded?.track ?? null;
  const holes = useMemo(() => holesOf(lookedAt), [lookedAt]);
  const gaps = useMemo(() => (track ? outsideHoles(gapsOf(track), holes) : NO_GAPS), [track, holes]);
  const shares = useMemo(() => (track ? thirds(track) : null), [track]);
  const shown = media.heatmapVideoUrl ? wanted : 'original';
  const src = shown === 'drawn' ? media.heatmapVideoUrl : media.centralCamUrl;
  const end = track?.t.at(-1);
  const lengthMs = session.durationMs ?? (end === undefined || !track ? null : end + track.stepMs);
  const summary = summaryOf(shares, gaps, partly);
  const fiveMinutes = useMemo(() => (loaded?.motion ? partsOf(loaded.motion, loaded.lookedAt?.spans ?? null) : []), [loaded]);
  const processing = session.status === 'processing';
  const mayEdit = may(session, 'edit');

  return (
    <>
      <SessionHead detail={detail} />
      <Processing detail={detail} />
      {lookedAt && <Preliminary lookedAt={lookedAt} />}
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
                holes={holes}
                attention={loaded?.quality?.attention ?? NO_ATTENTION}
                zones={room?.zones ?? NO_ZONES}
                ghost={ghost}
                knownLength={lengthMs}
                fps={loaded?.video.fps ?? 25}
              />
            </>
          ) : (
            <div className="card panel hint">There is no video of this recording that could be played.</div>
          )}
          {ghost && track && loaded && (
            <Peek playhead={playhead} track={track} ghost={ghost} aspect={loaded.video.width / loaded.video.height} />
          )}
          {peopleError && !people && (
            <ErrorNotice title="Who was found could not be loaded" error={peopleError} onRetry={() => void peopleAgain()} />
          )}
          {people && lengthMs !== null && (
            <Suspense>
              <PeoplePanel
                sessionId={session.sessionId}
                people={people}
                playhead={playhead}
                length={lengthMs}
                processing={processing}
                editable={mayEdit}
                onShow={setPointedAt}
              />
            </Suspense>
          )}
          {fiveMinutes.length > 0 && <FiveMinutes parts={fiveMinutes} playhead={playhead} />}
          {track && lengthMs !== null && <MovementChart track={track} playhead={playhead} lengthMs={lengthMs} holes={holes} summary={summary} />}
        </div>
        <div className="session-side">
          {loaded && <Metrics metrics={loaded.metrics} motion={loaded.motion} lengthMs={lookedAt ? lookedAt.ms : lengthMs} partly={partly} shares={shares} />}
          {loaded?.quality && <Trust quality={loaded.quality} playhead={playhead} />}
          {people && room && loaded && (
            <Suspense>
              <RoomPanel
                sessionId={session.sessionId}
                room={room}
                motion={loaded.motion}
                playhead={playhead}
                aspect={loaded.video.width / loaded.video.height}
                open={!processing}
                editable={mayEdit}
              />
            </Suspense>
          )}
          {loaded && (
            <HeatMap heat={loaded.heat} playhead={playhead} width={loaded.video.width} height={loaded.video.height} summary={summary} />
          )}
          <Downloads detail={detail} />
        </div>
      </div>
      <Details detail={detail} loaded={loaded} />
      <p className="visually-hidden" role="status">
        {hasResult && !loaded && !error ? 'Loading the result' : loaded && !loaded.complete ? 'An overview is shown, details are loading' : wasPartly && loaded && !partly ? 'All of the recording was looked at, and this is the result' : ''}
      </p>
    </>
  );
}
