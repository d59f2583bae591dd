import { asWorker } from "@angidi/datastores";
import type { RedisEpoch, RedisEpochs } from "../postgres/redisEpoch.ts";

/** How this replica stands to Redis: whether it goes by what is there, and at which epoch. */
export interface Standing {
  /** The epoch at which to use Redis; null while PostgreSQL alone is to be used. */
  epoch(): Promise<number | null>;
  /** What `work` gives, or null when there is no epoch or Redis fails; then it is left alone for a while. */
  attempt<T extends object>(epoch: number | null, work: (epoch: number) => Promise<T>): Promise<T | null>;
  /**
   * To be awaited after a commit of which Redis was not told, and before anyone is told of it: from then on no replica
   * goes by what Redis has of the time before, at the latest when its own view of the epoch lapses.
   */
  passedBy(): Promise<void>;
  /** Redis, or the way there, is lost: whoever uses it next makes sure first that it is back. */
  lose(reason: string): void;
}

export interface StandingSettings {
  readonly epochs: RedisEpochs;
  /** Rejects when Redis cannot be used. */
  readonly probe: () => Promise<unknown>;
  /** Told once for each time that Redis is lost, and once when it is back. */
  readonly onChange: (state: "lost" | "back", reason?: string) => void;
  readonly periods?: Partial<Periods> | undefined;
}

/** In milliseconds. */
export interface Periods {
  /** How old a replica's view of the epoch may be: so long others may still go by a copy that one has passed by. */
  readonly view: number;
  /** How long one replica that cannot tell Redis keeps all of them from it. */
  readonly absence: number;
  /** How long Redis is left alone after a failure. */
  readonly rest: number;
}

/** The epoch as it was seen, on this process's own clock. */
interface View {
  readonly epoch: number;
  readonly seenAt: number;
  readonly awayUntil: number;
}

/**
 * Keeps a replica's standing without timers: what is used is looked after. While Redis is used, the view of the epoch is
 * renewed beside the requests, at most twice in its life; while Redis is lost, it is tried beside them, and a new epoch
 * begins when it is back. No request waits for a Redis that is known to be lost.
 */
export function openStanding({ epochs, probe, onChange, periods: given }: StandingSettings): Standing {
  const periods: Periods = { view: 1_000, absence: 3_000, rest: 1_000, ...given };
  let view: View | null = null;
  let looking: Promise<View> | undefined;
  let losses = 0;
  let isLost = false;
  let restsUntil = 0;
  let isTrying = false;

  /** `askedAt` is before the answer was made, so a view is rather too old than too young. */
  function see(askedAt: number, { epoch, awayFor }: RedisEpoch): View {
    const awayUntil = awayFor > 0 ? askedAt + awayFor : 0;
    if (!view || epoch >= view.epoch) view = { epoch, seenAt: askedAt, awayUntil };
    return view;
  }

  function look(): Promise<View> {
    const askedAt = performance.now();
    looking ??= asWorker(() => epochs.read())
      .then((seen) => see(askedAt, seen))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  async function tryAgain(): Promise<void> {
    if (isTrying || performance.now() < restsUntil) return;
    isTrying = true;
    const lossesBefore = losses;
    try {
      await probe();
      // What happened to Redis meanwhile is not known, so nothing there counts as it is.
      const askedAt = performance.now();
      see(askedAt, await epochs.moveOn(0));
      if (losses === lossesBefore) {
        isLost = false;
        onChange("back");
      }
    } catch {
      restsUntil = performance.now() + periods.rest;
    } finally {
      isTrying = false;
    }
  }

  const standing: Standing = {
    async epoch() {
      if (isLost) {
        void asWorker(tryAgain);
        return null;
      }
      const age = view ? performance.now() - view.seenAt : Number.POSITIVE_INFINITY;
      if (age >= periods.view) await look();
      else if (age > periods.view / 2) look().catch(() => {}); // who comes when the view has lapsed hears of it
      const current = view!;
      return isLost || performance.now() < current.awayUntil ? null : current.epoch;
    },

    async attempt(epoch, work) {
      if (epoch === null || isLost) return null;
      try {
        return await work(epoch);
      } catch (error) {
        standing.lose(error instanceof Error ? error.message : String(error));
        return null;
      }
    },

    async passedBy() {
      // Half an absence is left for those whose view of it is younger than this one.
      if (view && performance.now() < view.awayUntil - periods.absence / 2) return;
      const askedAt = performance.now();
      // Who has Redis does not prolong the absence of others: a new epoch voids what was copied before, and is enough.
      see(askedAt, await epochs.moveOn(isLost ? periods.absence : 0));
    },

    lose(reason) {
      losses += 1;
      restsUntil = performance.now() + periods.rest;
      if (isLost) return;
      isLost = true;
      onChange("lost", reason);
    },
  };
  return standing;
}
