import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { DecodingEnded, UnusableMedia } from "../../domain/media/video.ts";
import type { MadePicture } from "./madePicture.ts";
import type { PictureAnswer, PictureRequest } from "./pictureProgram.ts";

const program = new URL("./pictureProgram.ts", import.meta.url);
/** A burst of uploads shares one process; its memory is given back when it is over. */
const idleMilliseconds = 10_000;

/** Makes renditions of pictures, one at a time. */
export interface PictureProcess {
  /**
   * All renditions of a picture. Throws UnusableMedia for one that cannot be decoded, and anything else for what may go
   * better another time.
   */
  make(request: PictureRequest, signal: AbortSignal): Promise<MadePicture>;
}

/**
 * Pictures decoded in a process of its own, which is started for the first and ends when none has come for a while. What
 * a broken or hostile picture does to native code it does there, it can be stopped in the midst of anything, it is told
 * nothing of our environment, and what it leaves of memory in pieces goes with it.
 */
export function pictureProcess(): PictureProcess {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  function running(): ChildProcess {
    if (child?.connected) return child;
    child = fork(program, {
      serialization: "advanced",
      execArgv: ["--disable-warning=ExperimentalWarning"],
      // With more, the library's threads each keep what they once had.
      env: { MALLOC_ARENA_MAX: "2" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return child;
  }

  return {
    async make(request, signal) {
      signal.throwIfAborted();
      clearTimeout(idle);
      const used = running();
      used.ref();
      used.channel?.ref();
      try {
        const answer = await answerOf(used, request, signal);
        if (answer.kind === "made") return answer.picture;
        throw answer.kind === "unusable" ? new UnusableMedia(answer.message) : new Error(answer.message);
      } finally {
        // It keeps no process from ending.
        used.unref();
        used.channel?.unref();
        idle = setTimeout(() => used.connected && used.disconnect(), idleMilliseconds).unref();
      }
    },
  };
}

/** One that does not answer in time is ended: it may be within native code that never looks up. */
async function answerOf(child: ChildProcess, request: PictureRequest, signal: AbortSignal): Promise<PictureAnswer> {
  const over = new AbortController();
  const kill = () => child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  const answer = once(child, "message", { signal: over.signal });
  const end = once(child, "exit", { signal: over.signal });
  try {
    child.send(request);
    const first = await Promise.race([answer, end.then(() => null)]);
    signal.throwIfAborted();
    if (!first) throw new DecodingEnded("The process that decodes pictures has ended");
    return first[0] as PictureAnswer;
  } finally {
    signal.removeEventListener("abort", kill);
    over.abort();
    await Promise.allSettled([answer, end]);
  }
}
