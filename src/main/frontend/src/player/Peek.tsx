import { useEffect, useRef, useState } from 'react';
import type { Track } from '../track/track';
import { drawGhost, type Ghost } from './drawGhost';
import { drawOverlay } from './drawOverlay';
import type { Playhead } from './playhead';

interface Props {
  playhead: Playhead;
  track: Track;
  ghost: Ghost;
  aspect: number;
}

const OPTIONS = { box: true, trail: false, zones: false };
/** So much of the player has to show for the picture to be seen there. */
const ENOUGH = 0.55;

/** The picture once more, small, for whoever points at somebody while the player is scrolled away. */
export function Peek({ playhead, track, ghost, aspect }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [away, setAway] = useState(false);

  useEffect(() => {
    const { video } = playhead;
    if (!video) return;
    const observer = new IntersectionObserver(([entry]) => setAway(entry !== undefined && entry.intersectionRatio < ENOUGH), { threshold: [0, ENOUGH] });
    observer.observe(video);
    return () => observer.disconnect();
  }, [playhead]);

  useEffect(() => {
    const surface = canvas.current;
    if (!surface || !away) return;
    const draw = () => {
      const { video } = playhead;
      const scale = window.devicePixelRatio || 1;
      surface.width = Math.round(surface.clientWidth * scale);
      surface.height = Math.round(surface.clientHeight * scale);
      const rect = { left: 0, top: 0, width: surface.width, height: surface.height };
      // Each of these begins with a clean canvas: the picture comes under it at the end.
      drawOverlay(surface, track, playhead.frameMs, rect, scale * 0.7, OPTIONS);
      drawGhost(surface, ghost, playhead.frameMs, rect, scale * 0.8);
      const context = surface.getContext('2d');
      if (!context || !video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
      context.globalCompositeOperation = 'destination-over';
      context.drawImage(video, 0, 0, surface.width, surface.height);
      context.globalCompositeOperation = 'source-over';
    };
    draw();
    const stops = [playhead.onFrame(draw), playhead.onTime(draw)];
    return () => stops.forEach((stop) => stop());
  }, [away, playhead, track, ghost]);

  if (!away) return null;
  return (
    <div className="peek" aria-hidden>
      <canvas ref={canvas} style={{ aspectRatio: aspect }} />
    </div>
  );
}
