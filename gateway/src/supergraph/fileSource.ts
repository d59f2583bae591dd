import { type FSWatcher, watch as watchFolder } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type SupergraphSource, sourceOf } from "./source.ts";

/** Whoever writes a file or swaps a link does so in several steps. */
const settleMilliseconds = 50;
/** For what the file system does not tell: network shares, a link to another folder, a folder that was replaced. */
const pollMilliseconds = 2_000;

/**
 * A supergraph in a file. What is watched is its folder, so that a file that was replaced by renaming is noticed, and the
 * link that Kubernetes swaps beside it; and the file that it comes down to is looked at every few seconds.
 */
export function fileSource(path: string): SupergraphSource {
  return sourceOf({
    async fetch(signal) {
      try {
        const sdl = await readFile(path, { encoding: "utf8", signal });
        if (sdl !== "") return sdl;
      } catch (error) {
        throw new Error(`The supergraph cannot be read from ${path}: ${reasonOf(error)}`);
      }
      throw new Error(`The supergraph in ${path} is empty: perhaps it is being written`);
    },

    watch(look, signal) {
      let seen = "";
      let settling: NodeJS.Timeout | undefined;
      const settle = () => {
        clearTimeout(settling);
        settling = setTimeout(look, settleMilliseconds).unref();
      };
      const poll = async () => {
        const now = await signatureOf(path);
        if (now !== seen) settle();
        seen = now;
      };

      const watcher = watcherOf(dirname(path), settle);
      const polling = setInterval(poll, pollMilliseconds).unref();
      signal.addEventListener("abort", () => {
        watcher?.close();
        clearInterval(polling);
        clearTimeout(settling);
      });
      // What has changed since it was read.
      settle();
    },
  });
}

/** Undefined where folders cannot be watched; there is the polling still. */
function watcherOf(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    const watcher = watchFolder(folder, { persistent: false }, onEvent);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

/** Of the file behind all links: changes whenever its content may have. */
async function signatureOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeMs } = await stat(path);
    return `${dev}:${ino}:${size}:${mtimeMs}`;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
