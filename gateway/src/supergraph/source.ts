/** Where a supergraph comes from. */
export interface SupergraphSource {
  /** The SDL as it is now. Rejects with a readable reason. */
  read(): Promise<string>;
  /**
   * Hands out each SDL that differs from the one handed out last, by `read` or by this, until the function that it gives
   * is called. Whether it is of any use is the receiver's business. Trouble is told when it begins, not each time that it
   * is met again; what was handed out stays in force meanwhile. Does not keep the process alive.
   */
  watch(onChange: (sdl: string) => void, onTrouble: (error: Error) => void): () => void;
}

/** How a source finds out. */
export interface Looking {
  /** The SDL as it is now. */
  fetch(signal: AbortSignal): Promise<string>;
  /** Calls `look` whenever there may be something new, until the signal is aborted. `look` never rejects. */
  watch(look: () => Promise<{ readonly isWell: boolean }>, signal: AbortSignal): void;
}

/** A source that remembers what it handed out. */
export function sourceOf(looking: Looking): SupergraphSource {
  let last: string | undefined;

  return {
    async read() {
      last = await looking.fetch(new AbortController().signal);
      return last;
    },

    watch(onChange, onTrouble) {
      const ended = new AbortController();
      let trouble: string | undefined;
      let looked: Promise<{ readonly isWell: boolean }> = Promise.resolve({ isWell: true });

      const lookOnce = async () => {
        try {
          const sdl = await looking.fetch(ended.signal);
          trouble = undefined;
          if (ended.signal.aborted || sdl === last) return { isWell: true };
          last = sdl;
          onChange(sdl);
          return { isWell: true };
        } catch (error) {
          const told = error instanceof Error ? error : new Error(String(error));
          if (!ended.signal.aborted && told.message !== trouble) onTrouble(told);
          trouble = told.message;
          return { isWell: false };
        }
      };
      // One after the other: an earlier look that takes longer must not undo a later one.
      const look = () => {
        looked = looked.then(lookOnce);
        return looked;
      };

      looking.watch(look, ended.signal);
      return () => ended.abort();
    },
  };
}
