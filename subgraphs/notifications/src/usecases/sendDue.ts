import { eventOf, notificationFailed } from "@angidi/event-contracts";
import type { LocalQuietHours } from "../data/audienceStore.ts";
import { type SendOutcome, type Settlement, settle } from "../domain/delivery.ts";
import type { Channel } from "../domain/kind.ts";
import type { DeliveryAttempt, Notification } from "../domain/notification.ts";
import { audibleAt, isAudible } from "../domain/quietHours.ts";
import type { Ports } from "../ports.ts";

export type SendDuePorts = Pick<Ports, "notifications" | "audience" | "providers" | "now" | "random" | "newId" | "log">;

const batchSize = 20;
/** Messages of a channel under way at a time. */
const atOnce = 5;
/** Longer than a batch can take: four rounds of five, each at most the providers' time-out. */
const leaseSeconds = 120;

/**
 * Sends what is due, once around. Whoever does this holds a lease on each message; if they die, others send it when the
 * lease has ended, so a message may reach its provider twice but is never lost.
 */
export async function sendDue(ports: SendDuePorts): Promise<"more" | "done"> {
  const claim = ports.newId();
  const messages = await ports.notifications.claim({ claim, limit: batchSize, now: ports.now(), leaseSeconds });
  if (messages.length === 0) return "done";

  const audible = messages.filter(({ channel, userId }) => isAudible(channel) && userId !== null);
  const quiet = await ports.audience.quietHoursOf([...new Set(audible.map(({ userId }) => userId!))]);
  const byChannel = Map.groupBy(messages, ({ channel }) => channel);
  const outcomes = await Promise.allSettled(
    [...byChannel].map(([channel, ofChannel]) => sendChannel(ports, claim, channel, ofChannel, quiet)),
  );
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) throw failure.reason;
  // What waited for an earlier message of its order may be due now.
  const isMore = messages.length === batchSize || messages.some(({ orderVersion }) => orderVersion !== null);
  return isMore ? "more" : "done";
}

async function sendChannel(
  ports: SendDuePorts,
  claim: string,
  channel: Channel,
  messages: readonly Notification[],
  quiet: ReadonlyMap<string, LocalQuietHours>,
): Promise<void> {
  /** Until when the provider wants to be left alone: what it refused one message holds for those after it. */
  let limitedUntil: Date | null = null;
  for (let start = 0; start < messages.length; start += atOnce) {
    await Promise.all(
      messages.slice(start, start + atOnce).map(async (message) => {
        const later: Date | null = limitedUntil ?? quietUntil(message, quiet, ports.now());
        if (later) return ports.notifications.postpone({ id: message.id, claim }, later);
        const { status, dueAt, limited } = await sendOne(ports, claim, channel, message);
        if (status === "PENDING" && limited) limitedUntil = dueAt;
      }),
    );
  }
}

/** When a message may ring, if that is not now. */
function quietUntil(
  { channel, userId }: Notification,
  quiet: ReadonlyMap<string, LocalQuietHours>,
  now: Date,
): Date | null {
  const hours = isAudible(channel) && userId !== null ? quiet.get(userId) : undefined;
  const at = hours ? audibleAt(now, hours, hours.timeZone) : now;
  return at > now ? at : null;
}

async function sendOne(ports: SendDuePorts, claim: string, channel: Channel, message: Notification) {
  const provider = ports.providers[channel];
  const outcome = await provider.send(message).catch((error): SendOutcome => {
    // A provider that throws is broken, or its package is: that says nothing about the message.
    ports.log.error({ err: error, provider: provider.name, notification: message.id }, "A provider threw");
    return { kind: "transient", code: `${provider.name}:fault` };
  });
  const now = ports.now();
  const settlement = settle(outcome, {
    number: message.attempts,
    createdAt: message.createdAt,
    now,
    random: ports.random(),
  });
  const attempt: DeliveryAttempt = {
    at: now,
    provider: provider.name,
    outcome: settlement.status === "PENDING" ? "RETRIED" : settlement.status,
    code: outcome.kind === "sent" ? null : outcome.code,
  };
  const kept = await ports.notifications.settle(
    { id: message.id, claim },
    settlement,
    attempt,
    eventsOf(message, settlement),
  );
  if (!kept) ports.log.warn({ notification: message.id }, "The lease on a message had ended before it was sent");
  return {
    status: settlement.status,
    dueAt: settlement.status === "PENDING" ? settlement.dueAt : null,
    limited: outcome.kind === "rate-limited",
  };
}

function eventsOf({ id, kind, channel, orderId, userId, history }: Notification, settlement: Settlement) {
  if (settlement.status !== "FAILED") return [];
  const data = { notificationId: id, kind, channel, orderId, userId, code: settlement.failure };
  return [
    eventOf(notificationFailed, { source: "notifications", subject: id, subjectVersion: history.length + 1, data }),
  ];
}
