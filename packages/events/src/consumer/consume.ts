import { setTimeout as wait } from "node:timers/promises";
import type { Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { EventLog } from "../log/eventLog.ts";
import { countEvents, observeGroup } from "../metrics.ts";
import { actOnce, type Effect } from "./effect.ts";
import type { EffectStore } from "./effectStore.ts";
import { redrive } from "./redrive.ts";

/** The folder with a consumer's tables; belongs among the migrations of each schema that consumes. */
export const consumerMigrations = new URL("../../migrations/consumer/", import.meta.url);

/**
 * One effect of one subgraph. It is of one event, or of many at once where that is what makes it fast; either way its
 * changes go through the store's transaction, or they are not undone when it fails.
 */
export type ConsumerSettings<Scope> = {
  readonly log: EventLog;
  /** Such as "carts.order-confirmed"; consumers of a group share its work. */
  readonly group: string;
  readonly topics: readonly string[];
  /** The store of the effect: `postgresEffects` or `mongoEffects`. */
  readonly effects: EffectStore<Scope>;
  /**
   * For effects that only a subject's newest state matters to (an index, a copy): an event whose version is not newer
   * than what the group handled of its source and subject is passed over, however it comes again.
   */
  readonly versioned?: boolean;
  /** Attempts at one event before it is parked. */
  readonly attempts?: number;
  /** As in `Subscription`: longer for what nobody waits for. */
  readonly gatheringMilliseconds?: number;
} & (
  | { readonly handle: (scope: Scope, event: DomainEvent) => Promise<void> }
  | {
      /** In order; several may be of one subject. */
      readonly handleBatch: (scope: Scope, events: readonly DomainEvent[]) => Promise<void>;
    }
);

const batchSize = 200;

/**
 * Consumes topics of the log. An event takes effect once however often it comes, since that is recorded in the effect's
 * transaction; the group moves on after the effect. An event that keeps failing is parked among the dead letters and its
 * successors pass; asked to by staff, the consumer tries it again. A store that is away is no event's fault: throw
 * StoreUnavailable, and everything waits where it is.
 */
export function consume<Scope>(settings: ConsumerSettings<Scope>): Worker {
  const { log, group, topics, effects, versioned = false, attempts = 4, gatheringMilliseconds } = settings;
  const effect: Effect<Scope> = { group, effects, versioned, handle: handlerOf(settings) };

  async function handle(events: readonly DomainEvent[], signal: AbortSignal): Promise<void> {
    for (const part of "handleBatch" in settings ? [events] : events.map((event) => [event])) {
      signal.throwIfAborted();
      if (part.length > 1 && (await succeeds(part))) continue;
      // One by one from here, so that only what is to blame is parked.
      for (const event of part) {
        signal.throwIfAborted();
        await actOrPark(event, signal);
      }
    }
  }

  async function succeeds(events: readonly DomainEvent[]): Promise<boolean> {
    try {
      countEvents(group, "handled", await actOnce(effect, events));
      return true;
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      return false;
    }
  }

  async function actOrPark(event: DomainEvent, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return countEvents(group, "handled", await actOnce(effect, [event]));
      } catch (error) {
        if (isStoreUnavailable(error)) throw error;
        countEvents(group, "failed");
        if (attempt >= attempts) {
          await log.deadLetters.park({ group, event, reason: String(error), attempts: attempt });
          return countEvents(group, "parked");
        }
        await wait(50 * 2 ** attempt * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }

  const subscription = log.subscribe({ group, topics, batchSize, gatheringMilliseconds, handle });
  const redrives = redrive(log.deadLetters, effect);
  let stopObserving = () => {};
  return {
    name: group,
    async start() {
      stopObserving = observeGroup(log, group);
      await subscription.start();
      await redrives.start();
    },
    async stop() {
      stopObserving();
      await Promise.all([subscription.stop(), redrives.stop()]);
    },
  };
}

function handlerOf<Scope>(settings: ConsumerSettings<Scope>): Effect<Scope>["handle"] {
  if ("handleBatch" in settings) return settings.handleBatch;
  return async (scope, events) => {
    for (const event of events) await settings.handle(scope, event);
  };
}

/** A store that cannot be reached says nothing about the event. */
export function isStoreUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === "StoreUnavailable";
}
