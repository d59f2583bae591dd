/** A request that a subgraph got. */
export interface Fetch {
  readonly subgraph: string;
  readonly body: string;
}

/** Requests that were sent without one waiting for another; each wave waits for the one before. */
export type Waves = readonly (readonly Fetch[])[];

/** So long no request comes in before those that came are answered: whatever could be sent without an answer has been. */
const quietMilliseconds = 150;

interface Held {
  readonly fetch: Fetch;
  release(): void;
}

/** Finds out in what order a gateway sends what it sends, by holding the answers back until it sends no more. */
export function createRecorder() {
  let waves: Fetch[][] | undefined;
  let held: Held[] = [];
  let quiet: NodeJS.Timeout | undefined;

  const release = () => {
    const wave = held;
    held = [];
    waves?.push(wave.map(({ fetch }) => fetch));
    for (const one of wave) one.release();
  };

  return {
    get isRecording() {
      return waves !== undefined;
    },
    start() {
      waves = [];
    },
    /** Resolves when the request is to be answered. */
    hold(fetch: Fetch): Promise<void> {
      clearTimeout(quiet);
      quiet = setTimeout(release, quietMilliseconds);
      return new Promise((resolve) => held.push({ fetch, release: resolve }));
    },
    stop(): Waves {
      const recorded = waves ?? [];
      waves = undefined;
      return recorded;
    },
  };
}
