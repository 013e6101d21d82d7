import { useEffect, useState, type RefObject } from 'react';
import type { Playhead } from './playhead';

export interface VideoState {
  playing: boolean;
  /** It was played or moved at least once. */
  begun: boolean;
  muted: boolean;
  volume: number;
  rate: number;
  /** In ms; null until the video says so. */
  length: number | null;
  waiting: boolean;
  error: string | null;
}

const NEW: VideoState = { playing: false, begun: false, muted: false, volume: 1, rate: 1, length: null, waiting: false, error: null };
const EVENTS = ['play', 'pause', 'ended', 'volumechange', 'ratechange', 'durationchange', 'waiting', 'playing', 'seeked', 'canplay', 'error', 'emptied'] as const;

function errorOf(video: HTMLVideoElement): string | null {
  if (!video.error) return null;
  return video.error.code === MediaError.MEDIA_ERR_NETWORK
    ? 'The video stopped coming: the connection to the service was lost.'
    : 'This video cannot be played by the browser, or cannot be reached at the moment.';
}

/** The state of a video element for its controls, and the playhead tied to it. */
export function useVideoState(ref: RefObject<HTMLVideoElement | null>, playhead: Playhead): VideoState {
  const [state, setState] = useState(NEW);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    const read = () =>
      setState({
        playing: !video.paused && !video.ended,
        begun: video.currentTime > 0 || !video.paused,
        muted: video.muted,
        volume: video.volume,
        rate: video.playbackRate,
        length: Number.isFinite(video.duration) ? video.duration * 1000 : null,
        waiting: !video.paused && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
        error: errorOf(video),
      });
    const detach = playhead.attach(video);
    for (const name of EVENTS) video.addEventListener(name, read);
    read();
    return () => {
      detach();
      for (const name of EVENTS) video.removeEventListener(name, read);
    };
  }, [ref, playhead]);
  return state;
}
