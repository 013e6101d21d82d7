import type { Upload as Resumable } from 'tus-js-client';
import { ApiError, json, messageOf, UNREACHABLE } from '../api/client';
import { Speed } from './speed';

export interface Metadata {
  sessionName: string;
  courseCode: string;
  sessionDate: string;
}

export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  /** `broken`: the connection is, and it goes on where it was as soon as there is one; `checking`: the server looks at the file. */
  readonly state: 'waiting' | 'sending' | 'broken' | 'checking' | 'done' | 'failed' | 'cancelled';
  readonly loaded: number;
  /** Bytes per second; null until it can be told. */
  readonly speed: number | null;
  readonly error: string | null;
  readonly sessionId: string | null;
  readonly jobId: string | null;
}

/** One file at a time: two would only share the same line, and the first would be ready later. */
const AT_ONCE = 1;
const REPORT_MS = 200;
/** How long an upload that arrived stays in view. */
const ARRIVED_MS = 15_000;
const ENDPOINT = '/uploads';
/** After which times it is tried again; as often again as soon as some bytes came through. */
const AGAIN_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

interface Work {
  file: File;
  metadata: Metadata;
  sending: Resumable | null;
}

/** What became of an upload, as the server tells it. */
interface Told {
  sessionId: string | null;
  jobId: string | null;
  detail: string | null;
}

/** The uploads of this tab. It outlives pages, so that one can look around meanwhile. */
class Uploads {
  #list: readonly Upload[] = [];
  readonly #work = new Map<number, Work>();
  readonly #listeners = new Set<() => void>();
  #next = 1;
  /** Told when a recording has arrived. */
  onArrived: () => void = () => undefined;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = () => this.#list;

  add(file: File, metadata: Metadata) {
    const key = this.#next++;
    this.#work.set(key, { file, metadata, sending: null });
    this.#list = [
      ...this.#list,
      {
        key, name: metadata.sessionName || file.name, size: file.size, state: 'waiting', loaded: 0, speed: null, error: null,
        sessionId: null, jobId: null,
      },
    ];
    this.#advance();
  }

  cancel(key: number) {
    // Also on the server. If that cannot be told now, the server forgets it by itself.
    void this.#work.get(key)?.sending?.abort(true).catch(() => undefined);
    this.#finish(key, { state: 'cancelled' });
  }

  retry(key: number) {
    this.#change(key, { state: 'waiting', speed: null, error: null });
    this.#advance();
  }

  dismiss(key: number) {
    this.#work.delete(key);
    this.#list = this.#list.filter((upload) => upload.key !== key);
    this.#tell();
  }

  dismissSettled() {
    for (const upload of this.#list) if (isSettled(upload)) this.dismiss(upload.key);
  }

  #advance() {
    const busy = this.#list.filter((upload) => upload.state === 'sending' || upload.state === 'broken' || upload.state === 'checking').length;
    const next = this.#list.find((upload) => upload.state === 'waiting');
    if (next && busy < AT_ONCE) this.#send(next.key);
    this.#tell();
  }

  #send(key: number) {
    const work = this.#work.get(key);
    if (!work) return;
    this.#change(key, { state: 'sending' });
    // Not needed before somebody uploads something.
    import('tus-js-client').then(
      (tus) => this.#begin(key, work, tus),
      () => this.#finish(key, { state: 'failed', error: UNREACHABLE }),
    );
  }

  #begin(key: number, work: Work, { DetailedError, Upload: Sender }: typeof import('tus-js-client')) {
    const speed = new Speed();
    let reported = 0;
    const responseOf = (error: Error) => (error instanceof DetailedError ? error.originalResponse : null);
    const sending = new Sender(work.file, {
      endpoint: ENDPOINT,
      retryDelays: AGAIN_MS,
      metadata: { filename: work.file.name, metadata: JSON.stringify(work.metadata) },
      // So that a file that is chosen again after the page was closed goes on where it was.
      storeFingerprintForResuming: true,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => {
        const now = performance.now();
        speed.add(now, sent);
        if (sent === work.file.size) {
          this.#change(key, { state: 'checking', loaded: sent, speed: null });
        } else if (now - reported >= REPORT_MS) {
          reported = now;
          this.#change(key, { state: 'sending', loaded: sent, speed: speed.bytesPerSecond() });
        }
      },
      onShouldRetry: (error) => {
        const status = responseOf(error)?.getStatus() ?? 0;
        // 429 is said as it is: somebody is to decide whether to wait that long.
        const again = status === 0 || status >= 500 || status === 408 || status === 409;
        if (again) this.#change(key, { state: 'broken', speed: null });
        return again;
      },
      onError: (error) => {
        const response = responseOf(error);
        this.#finish(key, { state: 'failed', error: response ? messageOf(response.getStatus(), response.getBody()) : UNREACHABLE });
      },
      onSuccess: () => void this.#arrived(key, sending),
    });
    work.sending = sending;
    void sending
      .findPreviousUploads()
      .then((before) => {
        if (before[0]) sending.resumeFromPreviousUpload(before[0]);
      })
      .catch(() => undefined)
      .then(() => {
        if (this.#state(key) === 'sending') sending.start();
      });
  }

  /** All bytes are there. The answer to the last of them may have been lost, so it is asked what became of them. */
  async #arrived(key: number, sending: Resumable) {
    if (this.#state(key) === 'cancelled') return;
    try {
      const told = await json<Told>('GET', new URL(sending.url ?? '', location.href).pathname);
      if (told.detail) {
        this.#finish(key, { state: 'failed', error: told.detail });
        return;
      }
      this.#finish(key, { state: 'done', sessionId: told.sessionId, jobId: told.jobId });
    } catch (error) {
      this.#finish(key, { state: 'failed', error: error instanceof ApiError ? error.message : UNREACHABLE });
      return;
    }
    this.onArrived();
    setTimeout(() => this.dismiss(key), ARRIVED_MS);
  }

  #state(key: number) {
    return this.#list.find((upload) => upload.key === key)?.state;
  }

  #finish(key: number, change: Partial<Upload>) {
    this.#change(key, { speed: null, ...change });
    this.#advance();
  }

  #change(key: number, change: Partial<Upload>) {
    this.#list = this.#list.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

export const isSettled = (upload: Upload) => upload.state === 'done' || upload.state === 'failed' || upload.state === 'cancelled';

export const uploads = new Uploads();

window.addEventListener('beforeunload', (event) => {
  if (uploads.snapshot().some((upload) => !isSettled(upload))) event.preventDefault();
});
