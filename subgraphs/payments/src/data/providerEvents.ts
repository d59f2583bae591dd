import type { Database } from "@angidi/datastores";
import { wakeRelay } from "@angidi/events";
import type { ProviderName } from "../domain/payment.ts";
import { type DisputeRepository, disputesOn } from "./disputes.ts";
import { type PaymentRepository, paymentsOn } from "./payments.ts";

/** What an event of a provider may change. */
export interface EventEffects {
  readonly payments: PaymentRepository;
  readonly disputes: DisputeRepository;
}

/** Which events of providers have had their effect. */
export interface ProviderEventRepository {
  isTaken(provider: ProviderName, eventId: string): Promise<boolean>;
  /** Has the effect and writes that it was had, in one transaction; undefined, and no effect, for one taken before. */
  take<T>(
    provider: ProviderName,
    eventId: string,
    effect: (repositories: EventEffects) => Promise<T>,
  ): Promise<T | undefined>;
}

export function providerEventsOn(database: Database): ProviderEventRepository {
  return {
    async isTaken(provider, eventId) {
      const text = "SELECT FROM provider_events WHERE provider = $1 AND event_id = $2";
      return (await database.query("payments.isEventTaken", text, [provider, eventId])).length > 0;
    },

    take: (provider, eventId, effect) =>
      database.transaction(async (transaction) => {
        const claimed = await transaction.query("payments.takeEvent", take, [provider, eventId]);
        if (claimed.length === 0) return undefined;
        transaction.afterCommit(() => wakeRelay("payments"));
        return effect({ payments: paymentsOn(transaction), disputes: disputesOn(transaction) });
      }),
  };
}

// Each event that comes takes two that are of no use any more with it, so the table stays as large as 90 days are.
const take = `
  WITH old AS (
    DELETE FROM provider_events WHERE (provider, event_id) IN (
      SELECT provider, event_id FROM provider_events
      WHERE taken_at < now() - interval '90 days' LIMIT 2 FOR UPDATE SKIP LOCKED
    )
  )
  INSERT INTO provider_events (provider, event_id) VALUES ($1, $2)
  ON CONFLICT DO NOTHING
  RETURNING event_id`;
