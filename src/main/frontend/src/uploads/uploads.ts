import { messageOf, UNREACHABLE } from '../api/client';
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
  /** `checking`: every byte is sent and the server looks at the file. */
  readonly state: 'waiting' | 'sending' | 'checking' | 'done' | 'failed' | 'cancelled';
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

interface Work {
  file: File;
  metadata: Metadata;
  request: XMLHttpRequest | null;
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
    this.#work.set(key, { file, metadata, request: null });
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
    this.#work.get(key)?.request?.abort();
    this.#finish(key, { state: 'cancelled' });
  }

  retry(key: number) {
    this.#change(key, { state: 'waiting', loaded: 0, speed: null, error: null });
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
    const busy = this.#list.filter((upload) => upload.state === 'sending' || upload.state === 'checking').length;
    const next = this.#list.find((upload) => upload.state === 'waiting');
    if (next && busy < AT_ONCE) this.#send(next.key);
    this.#tell();
  }

  #send(key: number) {
    const work = this.#work.get(key);
    if (!work) return;
    const form = new FormData();
    // First, so that the server knows the name before the bytes come.
    form.append('metadata', JSON.stringify(work.metadata));
    form.append('video', work.file, work.file.name);
    // fetch() cannot tell how much was sent; XMLHttpRequest can.
    const request = new XMLHttpRequest();
    work.request = request;
    const speed = new Speed();
    let reported = 0;
    request.upload.onprogress = (event) => {
      const now = performance.now();
      speed.add(now, event.loaded);
      if (now - reported < REPORT_MS) return;
      reported = now;
      // The form around the file counts some hundred bytes too.
      this.#change(key, { loaded: Math.min(event.loaded, work.file.size), speed: speed.bytesPerSecond() });
    };
    request.upload.onload = () => this.#change(key, { state: 'checking', loaded: work.file.size, speed: null });
    request.onload = () => this.#answered(key, request);
    request.onerror = () => this.#finish(key, { state: 'failed', error: UNREACHABLE });
    request.open('POST', '/sessions/import');
    this.#change(key, { state: 'sending' });
    request.send(form);
  }

  #answered(key: number, request: XMLHttpRequest) {
    if (request.status !== 201) {
      this.#finish(key, { state: 'failed', error: messageOf(request.status, request.responseText) });
      return;
    }
    try {
      const { sessionId, jobId } = JSON.parse(request.responseText) as { sessionId: string; jobId: string };
      this.#finish(key, { state: 'done', sessionId, jobId });
    } catch {
      this.#finish(key, { state: 'failed', error: 'The service sent something that is not JSON.' });
    }
    if (!this.#list.some((upload) => upload.key === key && upload.state === 'done')) return;
    this.onArrived();
    setTimeout(() => this.dismiss(key), ARRIVED_MS);
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
