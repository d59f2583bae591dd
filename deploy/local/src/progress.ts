/** Tells whoever waits what is going on. */
export interface Progress {
  /** Shows `what` while `work` is under way, and how long it took. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Says what is being done this moment, within what is under way. */
  readonly now: (phrase: string) => void;
  /** Takes away what is shown of the moment. */
  end(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** On a terminal a line that moves, elsewhere a line for each thing done. Nothing is begun once `signal` is aborted. */
export function createProgress(stream: NodeJS.WriteStream, signal?: AbortSignal): Progress {
  /** Since a moment, or since the process began. */
  const elapsed = (from = 0) => Math.round(performance.now() - from);
  const underWay = new Set<string>();
  let moment = "";
  const pretty = stream.isTTY === true;
  let frame = 0;

  const clear = () => pretty && stream.write("\r\x1b[K");
  const draw = () => {
    if (!pretty || underWay.size === 0) return;
    const text = `${frames[frame++ % frames.length]} ${elapsed()} ms · ${[...underWay, moment].filter(Boolean).join(" · ")}`;
    stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  };
  const timer = pretty ? setInterval(draw, 80) : undefined;
  timer?.unref();

  return {
    async during(what, work) {
      signal?.throwIfAborted();
      const from = performance.now();
      underWay.add(what);
      draw();
      let mark = "✓";
      try {
        return await work();
      } catch (error) {
        mark = "✗";
        throw error;
      } finally {
        underWay.delete(what);
        moment = "";
        clear();
        stream.write(
          pretty
            ? `${mark} ${what} ${elapsed(from)} ms\n`
            : `${elapsed()} ms: ${what}${mark === "✓" ? "" : " failed"}\n`,
        );
        draw();
      }
    },
    now(phrase) {
      moment = phrase;
      if (pretty) draw();
      else stream.write(`${elapsed()} ms: ${phrase} …\n`);
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}
