import type { Queryable } from "@angidi/datastores";
import type { Settlement } from "../../domain/delivery.ts";
import type { DeliveryAttempt } from "../../domain/notification.ts";

/** What became of a message that somebody had claimed. */
export interface Settled {
  readonly id: string;
  readonly claim: string;
  readonly settlement: Settlement;
  readonly attempt: DeliveryAttempt;
}

/** Settles messages, each once, by one statement; gives the ids of those whose claim still stood. */
export async function settleAll(queryable: Queryable, settled: readonly Settled[]): Promise<ReadonlySet<string>> {
  const rows = await queryable.query<{ id: string }>(
    "notifications.settle",
    `UPDATE notifications AS message SET claim = NULL, status = settled.status, provider = settled.provider,
       provider_id = settled.provider_id, failure = settled.failure,
       attempts = message.attempts - settled.attempts_given_back, due_at = coalesce(settled.due_at, message.due_at),
       sent_at = coalesce(settled.sent_at, message.sent_at), history = message.history || settled.history
     FROM jsonb_to_recordset($1::jsonb) AS settled (id uuid, claim uuid, status text, provider text, provider_id text,
       failure text, attempts_given_back integer, due_at timestamptz, sent_at timestamptz, history jsonb)
     WHERE message.id = settled.id AND message.claim = settled.claim RETURNING message.id`,
    [JSON.stringify(settled.map(toRow))],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Settles messages as they come, those that come at the same time by one statement: so it is for providers that answer at
 * once. Nobody waits for a slow one.
 */
export function settlingTogether(queryable: Queryable): (settled: Settled) => Promise<boolean> {
  let coming: Settled[] = [];
  let settling: Promise<ReadonlySet<string>> | undefined;

  async function settleThose(): Promise<ReadonlySet<string>> {
    await new Promise(setImmediate);
    const those = coming;
    coming = [];
    settling = undefined;
    return settleAll(queryable, those);
  }

  return async (settled) => {
    coming.push(settled);
    settling ??= settleThose();
    return (await settling).has(settled.id);
  };
}

function toRow({ id, claim, settlement, attempt }: Settled): object {
  const row = { id, claim, status: settlement.status, provider: attempt.provider, history: [attempt] };
  if (settlement.status === "SENT") {
    return { ...row, provider_id: settlement.providerId, attempts_given_back: 0, sent_at: attempt.at };
  }
  const { failure } = settlement;
  if (settlement.status === "FAILED") return { ...row, failure, attempts_given_back: 0 };
  return { ...row, failure, attempts_given_back: settlement.counts ? 0 : 1, due_at: settlement.dueAt };
}
