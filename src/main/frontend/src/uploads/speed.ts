const WINDOW_MS = 4_000;
const SHORTEST_MS = 400;

/** How fast something grows, measured over the last seconds. */
export class Speed {
  readonly #samples: { at: number; loaded: number }[] = [];

  add(at: number, loaded: number) {
    this.#samples.push({ at, loaded });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > WINDOW_MS) this.#samples.shift();
  }

  /** Null until enough was seen. */
  bytesPerSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples[this.#samples.length - 1];
    if (!first || !last || last.at - first.at < SHORTEST_MS) return null;
    return ((last.loaded - first.loaded) * 1000) / (last.at - first.at);
  }
}

/** The name a file suggests: without its ending, with spaces. */
export function nameOfFile(fileName: string): string {
  return fileName
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_]+/g, ' ')
    .trim();
}
