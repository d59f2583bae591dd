/** Time as the transports see it; tests bring their own. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Calls once after so many milliseconds, unless that is taken back with the function given. */
  after(milliseconds: number, call: () => void): () => void;
}

/** The process's own. What only waits for time to pass does not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
