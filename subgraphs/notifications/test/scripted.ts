import type { SendOutcome } from "../src/domain/delivery.ts";
import type { Notification } from "../src/domain/notification.ts";
import type { MessageProvider, Providers } from "../src/providers/provider.ts";

/** A provider that answers to messages about orders as it was told (an error is thrown), then takes everything. */
export interface ScriptedProvider extends MessageProvider {
  readonly taken: Notification[];
  answer(...outcomes: (SendOutcome | Error)[]): void;
}

export function scripted(name = "scripted"): ScriptedProvider {
  const outcomes: (SendOutcome | Error)[] = [];
  const taken: Notification[] = [];
  return {
    name,
    taken,
    answer: (...more) => void outcomes.push(...more),
    async send(message) {
      const told = message.orderId === null ? undefined : outcomes.shift();
      if (told instanceof Error) throw told;
      const outcome: SendOutcome = told ?? { kind: "sent", providerId: `${name}-${taken.length}` };
      if (outcome.kind === "sent") taken.push(message);
      return outcome;
    },
  };
}

export function scriptedProviders(): Providers & Record<keyof Providers, ScriptedProvider> {
  return { EMAIL: scripted("mail"), SMS: scripted("text"), PUSH: scripted("push"), IN_APP: scripted("in-app") };
}
