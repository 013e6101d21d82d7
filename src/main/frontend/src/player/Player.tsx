import { Button, Loader } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Attention, Zone } from '../api/people';
import { nextGap, previousGap, type Gap, type Track } from '../track/track';
import { nextSpan } from '../track/spans';
import { Controls } from './Controls';
import { keyAction } from './keys';
import { Overlay } from './Overlay';
import type { Ghost } from './drawGhost';
import type { OverlayOptions } from './drawOverlay';
import type { Playhead } from './playhead';
import { Timeline } from './Timeline';
import { useVideoState } from './useVideoState';
import '../styles/player.css';

interface Props {
  title: string;
  src: string;
  playhead: Playhead;
  track: Track | null;
  /** Whether the track is to be drawn over the picture; a rendered video has it already. */
  overlay: boolean;
  gaps: readonly Gap[];
  /** Where nobody looked yet. */
  holes: readonly Gap[];
  /** What deserves a look, in order of time. */
  attention: readonly Attention[];
  zones: readonly Zone[];
  ghost: Ghost | null;
  /** Length as the service knows it, until the video says its own. */
  knownLength: number | null;
  fps: number;
}

function kindOf(target: EventTarget): 'button' | 'slider' | 'field' | 'other' {
  if (!(target instanceof HTMLElement)) return 'other';
  if (target instanceof HTMLInputElement || target.closest('.player-menu') || target.closest('.mantine-Slider-root')) return 'field';
  if (target.closest('button')) return 'button';
  return target.getAttribute('role') === 'slider' ? 'slider' : 'other';
}

/** Video, overlay, controls and timeline in one box of our own, so that full screen shows all of them together. */
export function Player({ title, src, playhead, track, overlay, gaps, holes, attention, zones, ghost, knownLength, fps }: Props) {
  const box = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const [full, setFull] = useState(false);
  const [options, setOptions] = useState<OverlayOptions>({ box: true, trail: true, zones: true });
  const state = useVideoState(video, playhead);
  const length = state.length ?? knownLength ?? 0;

  useEffect(() => {
    setContainer(box.current);
    const changed = () => setFull(document.fullscreenElement === box.current);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);

  const toggleFull = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void box.current?.requestFullscreen().catch(() => undefined);
  };
  const toGap = (direction: 1 | -1) => {
    const gap = direction === 1 ? nextGap(gaps, playhead.timeMs) : previousGap(gaps, playhead.timeMs);
    if (gap) playhead.seek(gap.from);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const action = keyAction(event, kindOf(event.target));
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'toggle':
        { playhead.toggle(); return; }
      case 'by':
        { playhead.seek(playhead.timeMs + action.ms); return; }
      case 'frame':
        playhead.video?.pause();
        { playhead.seek(playhead.timeMs + (action.count * 1000) / (fps > 0 ? fps : 25)); return; }
      case 'gap':
        { toGap(action.direction); return; }
      case 'attention': {
        const next = nextSpan(attention, playhead.timeMs);
        if (next) playhead.seek(next.fromMs);
        return;
      }
      case 'full screen':
        { toggleFull(); return; }
      case 'mute':
        { playhead.toggleSound(); return; }
      case 'start':
        { playhead.seek(0); return; }
      case 'end':
        { playhead.seek(length); return; }
    }
  };

  return (
    <section ref={box} className={full ? 'player player-full' : 'card player'} aria-label="Player" onKeyDown={onKeyDown}>
      <div
        className="player-stage"
        role="group"
        tabIndex={0}
        aria-label={`Video of ${title}. Space plays and pauses.`}
        onClick={() => playhead.toggle()}
      >
        <video ref={video} src={src} preload="auto" playsInline crossOrigin="anonymous" tabIndex={-1} />
        {track && overlay && <Overlay playhead={playhead} video={video} track={track} options={options} zones={zones} ghost={ghost} />}
        {state.waiting && (
          <div className="player-center">
            <Loader color="white" aria-label="The video is loading" />
          </div>
        )}
        {!state.begun && !state.waiting && !state.error && (
          <div className="player-center" aria-hidden>
            <span className="player-big">
              <IconPlayerPlayFilled size={30} />
            </span>
          </div>
        )}
        {state.error && (
          <div className="player-error" role="alert" onClick={(event) => event.stopPropagation()}>
            <p>{state.error}</p>
            <Button size="xs" variant="default" onClick={() => video.current?.load()}>
              Try again
            </Button>
          </div>
        )}
      </div>
      <div className="player-below">
        <Timeline playhead={playhead} length={length} track={track} gaps={gaps} holes={holes} attention={attention} />
        <Controls
          playhead={playhead}
          state={state}
          length={length}
          hasTrack={track !== null}
          hasOverlay={track !== null && overlay}
          hasGaps={gaps.length > 0}
          hasZones={zones.length > 0}
          options={options}
          onOptions={setOptions}
          onGap={toGap}
          full={full}
          onFull={document.fullscreenEnabled ? toggleFull : null}
          container={container}
        />
      </div>
    </section>
  );
}
