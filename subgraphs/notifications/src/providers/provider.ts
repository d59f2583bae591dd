import type { SendOutcome } from "../domain/delivery.ts";
import type { Channel } from "../domain/kind.ts";
import type { Notification } from "../domain/notification.ts";

/** Who carries messages of a channel to people. */
export interface MessageProvider {
  /** As it stands in the history of messages. */
  readonly name: string;
  /** Hands a message over. Never throws: every failure is an outcome, told by its class and a code without personal data. */
  send(message: Notification): Promise<SendOutcome>;
}

export type Providers = Readonly<Record<Channel, MessageProvider>>;

/** How long a provider may take to answer; the lease on a message outlives a round of these. */
export const providerTimeoutMilliseconds = 15_000;

/**
 * A provider whose package is loaded when the first message is sent: they are large, and most processes never need one.
 */
export function lazyProvider(name: string, load: () => Promise<MessageProvider>): MessageProvider {
  let loading: Promise<MessageProvider> | undefined;
  return {
    name,
    async send(message) {
      loading ??= load();
      const provider = await loading;
      return provider.send(message);
    },
  };
}

/**
 * The class of a failure by its HTTP status, for providers without finer codes. Refused credentials are our mistake:
 * the message waits until it is mended. No status: the provider was not reached.
 */
export function outcomeOfStatus(
  status: number | null,
  code: string,
  retryAfterSeconds: number | null,
): Exclude<SendOutcome, { kind: "sent" }> {
  if (status === 429) return { kind: "rate-limited", code, retryAfterSeconds };
  const isTransient = status === null || status >= 500 || [401, 403, 408].includes(status);
  return { kind: isTransient ? "transient" : "permanent", code };
}

/** `Retry-After` in seconds: a number of them or a date (RFC 9110, 10.2.3); null when it says neither. */
export function readRetryAfter(header: unknown, now: Date): number | null {
  if (typeof header !== "string" || header === "") return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}
