import { repeatedly, type Worker } from "@angidi/datastores";
import type { DeadLetters } from "../log/deadLetters.ts";
import { countEvents } from "../metrics.ts";
import { actOnce, type Effect } from "./effect.ts";

/**
 * Tries the dead letters of a group again that staff asked for, by the same once-only transaction as any other event, so
 * that a redrive and the group's work beside it cannot undo each other. It fails or takes effect at the first attempt:
 * whoever asked is looking.
 */
export function redrive<Scope>(letters: DeadLetters, effect: Effect<Scope>): Worker {
  const { group, versioned } = effect;
  let stopListening: (() => Promise<void>) | undefined;

  const worker = repeatedly({
    name: `${group}.redrives`,
    // Only for a request whose hint was lost, or whose taker died.
    everyMilliseconds: 15_000,
    async run() {
      const letter = await letters.takeRedrive(group);
      if (!letter) return "done";
      let handled: number;
      try {
        handled = await actOnce(effect, [letter.event]);
      } catch (error) {
        countEvents(group, "failed");
        await letters.parkAgain(letter.id, String(error));
        return "more";
      }
      countEvents(group, "handled", handled);
      // Without versions, what is passed over took effect before.
      await letters.settle(letter.id, handled === 0 && versioned ? "SUPERSEDED" : "REDRIVEN");
      return "more";
    },
  });

  return {
    name: worker.name,
    async start() {
      // A hint; where it cannot be had, the timer finds what was asked for.
      stopListening = await letters.onRedriveRequested(group, worker.wake).catch(() => undefined);
      await worker.start();
    },
    async stop() {
      await stopListening?.();
      await worker.stop();
    },
  };
}
