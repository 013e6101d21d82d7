import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Zone } from '../api/people';
import { contentRect } from '../track/letterbox';
import type { Track } from '../track/track';
import { drawGhost, type Ghost } from './drawGhost';
import { drawOverlay, type OverlayOptions } from './drawOverlay';
import { drawZones } from './drawZones';
import type { Playhead } from './playhead';

interface Props {
  playhead: Playhead;
  video: RefObject<HTMLVideoElement | null>;
  track: Track;
  options: OverlayOptions;
  zones: readonly Zone[];
  ghost: Ghost | null;
}

/** A canvas exactly over the video element; drawing accounts for the bars beside or above the picture. */
export function Overlay({ playhead, video, track, options, zones, ghost }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [unseen, setUnseen] = useState(false);
  const [ghostAway, setGhostAway] = useState(false);

  useEffect(() => {
    const surface = canvas.current;
    const source = video.current;
    if (!surface || !source) return;
    const draw = () => {
      const scale = window.devicePixelRatio || 1;
      const { clientWidth, clientHeight } = source;
      const [width, height] = [Math.round(clientWidth * scale), Math.round(clientHeight * scale)];
      if (surface.width !== width || surface.height !== height) {
        surface.width = width;
        surface.height = height;
      }
      const rect = contentRect(width, height, source.videoWidth, source.videoHeight);
      if (rect.width === 0) return;
      const seen = drawOverlay(surface, track, playhead.frameMs, rect, scale, options);
      // What is drawn, for tests: time in ms, and the box in fractions of the picture.
      surface.dataset['ms'] = playhead.frameMs.toFixed(0);
      surface.dataset['box'] = seen ? [seen.x, seen.y, seen.w, seen.h].map((value) => value.toFixed(5)).join(' ') : '';
      surface.dataset['ghost'] = ghost?.name ?? '';
      setUnseen(seen === null);
      if (options.zones) drawZones(surface, zones, rect, scale);
      if (ghost) setGhostAway(!drawGhost(surface, ghost, playhead.frameMs, rect, scale));
    };
    const observer = new ResizeObserver(draw);
    observer.observe(source);
    source.addEventListener('loadeddata', draw);
    source.addEventListener('resize', draw);
    const stop = playhead.onFrame(draw);
    draw();
    return () => {
      observer.disconnect();
      source.removeEventListener('loadeddata', draw);
      source.removeEventListener('resize', draw);
      stop();
    };
  }, [playhead, video, track, options, zones, ghost]);

  return (
    <>
      <canvas ref={canvas} className="player-overlay" data-testid="overlay" aria-hidden />
      {ghost && ghostAway ? (
        <div className="player-unseen">{ghost.name} is not there at this moment</div>
      ) : (
        options.box && unseen && <div className="player-unseen">Not seen at this moment</div>
      )}
    </>
  );
}
