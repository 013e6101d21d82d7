type Listener = (ms: number) => void;

/** A frame that is shown is told of much sooner than this after a seek. */
const UNSEEN_MS = 250;

/**
 * Where a video stands. Drawing follows it without React: at each frame that is shown (`onFrame`, with that frame's own
 * time) and whenever the position changes, also while dragging (`onTime`).
 */
export class Playhead {
  #video: HTMLVideoElement | null = null;
  #goal: number | null = null;
  #frameMs = 0;
  readonly #frameListeners = new Set<Listener>();
  readonly #timeListeners = new Set<Listener>();

  /** The time of the frame that is shown now. */
  get frameMs() {
    return this.#frameMs;
  }

  get timeMs() {
    return this.#goal ?? (this.#video ? this.#video.currentTime * 1000 : 0);
  }

  get video() {
    return this.#video;
  }

  /** Follows a video until the answer is called. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    let handle = 0;
    let gone = false;
    let shown = 0;
    const frame = (ms: number) => {
      this.#frameMs = ms;
      for (const listener of this.#frameListeners) listener(ms);
      this.#tellTime();
    };
    const byFrame = typeof video.requestVideoFrameCallback === 'function';
    const onVideoFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      if (gone) return;
      shown++;
      frame(mediaTime * 1000);
      handle = video.requestVideoFrameCallback(onVideoFrame);
    };
    const onAnimationFrame = () => {
      if (gone) return;
      if (!video.paused && !video.seeking) frame(video.currentTime * 1000);
      handle = requestAnimationFrame(onAnimationFrame);
    };
    const seeked = () => {
      if (!byFrame) frame(video.currentTime * 1000);
      // Of a video that is scrolled away no frame is told.
      const before = shown;
      setTimeout(() => {
        if (byFrame && !gone && !video.seeking && shown === before) frame(video.currentTime * 1000);
      }, UNSEEN_MS);
      const goal = this.#goal;
      this.#goal = null;
      // Positions asked for while the video was still on its way: only the last one counts.
      if (goal !== null && Math.abs(goal - video.currentTime * 1000) > 1) this.seek(goal);
      else this.#tellTime();
    };
    const time = () => this.#tellTime();
    video.addEventListener('seeked', seeked);
    video.addEventListener('seeking', time);
    video.addEventListener('timeupdate', time);
    handle = byFrame ? video.requestVideoFrameCallback(onVideoFrame) : requestAnimationFrame(onAnimationFrame);
    return () => {
      gone = true;
      if (byFrame) video.cancelVideoFrameCallback(handle);
      else cancelAnimationFrame(handle);
      video.removeEventListener('seeked', seeked);
      video.removeEventListener('seeking', time);
      video.removeEventListener('timeupdate', time);
      if (this.#video === video) this.#video = null;
    };
  }

  onFrame(listener: Listener): () => void {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  onTime(listener: Listener): () => void {
    this.#timeListeners.add(listener);
    return () => this.#timeListeners.delete(listener);
  }

  seek(ms: number) {
    const video = this.#video;
    if (!video) return;
    const end = Number.isFinite(video.duration) ? video.duration * 1000 : Number.POSITIVE_INFINITY;
    const goal = Math.min(end, Math.max(0, ms));
    this.#goal = goal;
    if (!video.seeking) video.currentTime = goal / 1000;
    this.#tellTime();
  }

  toggle() {
    const video = this.#video;
    if (!video) return;
    // A refusal to play (no user gesture, no source) shows itself: the button stays on "play".
    if (video.paused) video.play().catch(() => undefined);
    else video.pause();
  }

  toggleSound() {
    if (this.#video) this.#video.muted = !this.#video.muted;
  }

  /** From 0 to 1. */
  setVolume(volume: number) {
    if (!this.#video) return;
    this.#video.volume = volume;
    this.#video.muted = volume === 0;
  }

  setRate(rate: number) {
    if (this.#video) this.#video.playbackRate = rate;
  }

  #tellTime() {
    const ms = this.timeMs;
    for (const listener of this.#timeListeners) listener(ms);
  }
}
