import { StoreUnavailable } from "@angidi/datastores";
import type { EventLog } from "@angidi/events";
import type { Dice } from "./dice.ts";
import type { Point } from "./points.ts";
import { suffer } from "./suffer.ts";

/**
 * Puts faults around the log as one subgraph uses it: appending fails, or is done and not acknowledged; events come late,
 * come twice one after the other, or come again since their handling seems to have failed.
 */
export function aroundEventLog(of: string, log: EventLog, dice: Dice): EventLog {
  const point: Point = ["events", of];
  const failure = (message: string) => new StoreUnavailable(message);
  return {
    ...log,
    append: (events) => suffer(point, { dice, failure }, () => log.append(events)),
    subscribe: (subscription) =>
      log.subscribe({
        ...subscription,
        async handle(events, signal) {
          // A subject's events are handed over one batch at a time, so the second time is after the first, not beside it.
          let first: Promise<void> | undefined;
          const handle = () => {
            const turn = first
              ? first.then(() => subscription.handle(events, signal))
              : subscription.handle(events, signal);
            first ??= turn;
            return turn;
          };
          await suffer(point, { dice, signal, failure }, handle);
        },
      }),
  };
}
