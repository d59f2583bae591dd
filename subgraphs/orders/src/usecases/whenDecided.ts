import { setTimeout as pause } from "node:timers/promises";
import { abandonedAfterMilliseconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";

/** What a repeat waits for: an order, or an edit of one. */
export interface Awaited<Subject> {
  readonly id: string;
  /** Throws when it is gone. */
  find(): Promise<Subject>;
  isDecided(subject: Subject): boolean;
  beganAt(subject: Subject): Date;
  /** Drives it, as far as it goes now. */
  goOn(subject: Subject): Promise<unknown>;
}

const firstPauseMilliseconds = 25;
const longestPauseMilliseconds = 250;

/** What is driven here for those who repeat a request, so that several of them are one driver. */
const goingOn = new Map<string, Promise<unknown>>();

/**
 * Waits for the request that began something (or the job that goes on for it) to decide it, for as long as the call lasts. Reads
 * only: five that repeat a request must not be five that drive it. What is undecided for so long that its process must have
 * died is driven from here, once, and nobody need wait for the job.
 */
export async function whenDecided<Subject>(
  awaited: Awaited<Subject>,
  { now }: Pick<Ports, "now">,
  { signal }: Call,
): Promise<Subject> {
  let hasGoneOn = false;
  for (let wait = firstPauseMilliseconds; ; wait = Math.min(wait * 2, longestPauseMilliseconds)) {
    const subject = await awaited.find();
    if (awaited.isDecided(subject) || signal.aborted) return subject;
    const age = now().getTime() - awaited.beganAt(subject).getTime();
    if (age >= abandonedAfterMilliseconds && !hasGoneOn) {
      hasGoneOn = true;
      await goOn(awaited);
    } else {
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  }
}

function goOn<Subject>(awaited: Awaited<Subject>): Promise<unknown> {
  const driven = goingOn.get(awaited.id) ?? driveUndecided(awaited).finally(() => goingOn.delete(awaited.id));
  goingOn.set(awaited.id, driven);
  return driven;
}

/** Read once more: another may have driven it to its end since it was found undecided. */
async function driveUndecided<Subject>({ find, isDecided, goOn: drive }: Awaited<Subject>): Promise<unknown> {
  const subject = await find();
  return isDecided(subject) ? undefined : drive(subject);
}
