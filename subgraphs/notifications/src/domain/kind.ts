/** The ways a message can go. */
export const channels = ["EMAIL", "SMS", "PUSH", "IN_APP"] as const;
export type Channel = (typeof channels)[number];

/** What a message is about. */
export const kinds = [
  "WELCOME",
  "EMAIL_VERIFICATION",
  "ORDER_CONFIRMED",
  "ORDER_EDITED",
  "ORDER_SHIPPED",
  "ORDER_DELIVERED",
  "ORDER_CANCELLED",
  "ORDER_REJECTED",
  "PAYMENT_FAILED",
  "PAYMENT_REFUNDED",
  "CART_ABANDONED",
] as const;
export type Kind = (typeof kinds)[number];

interface Terms {
  /** Transactional: people need it on record, so it cannot be switched off. */
  readonly mandatory: readonly Channel[];
  /** On unless people switch it off. */
  readonly byDefault: readonly Channel[];
  /** Nowhere else, whatever people choose. */
  readonly only?: readonly Channel[];
}

const terms: Readonly<Record<Kind, Terms>> = {
  WELCOME: { mandatory: [], byDefault: ["EMAIL", "IN_APP"] },
  // What is read elsewhere shows nothing of the mailbox.
  EMAIL_VERIFICATION: { mandatory: ["EMAIL"], byDefault: [], only: ["EMAIL"] },
  ORDER_CONFIRMED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  ORDER_EDITED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  ORDER_SHIPPED: { mandatory: [], byDefault: ["EMAIL", "SMS", "PUSH", "IN_APP"] },
  ORDER_DELIVERED: { mandatory: [], byDefault: ["EMAIL", "PUSH", "IN_APP"] },
  ORDER_CANCELLED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  ORDER_REJECTED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  PAYMENT_FAILED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  PAYMENT_REFUNDED: { mandatory: ["EMAIL"], byDefault: ["PUSH", "IN_APP"] },
  // Advertising: it is sent to those alone who have asked for it. What is seen inside the shop disturbs nobody.
  CART_ABANDONED: { mandatory: [], byDefault: ["IN_APP"] },
};

/** Whether messages of this kind go out on this channel whatever people choose. */
export function isMandatory(kind: Kind, channel: Channel): boolean {
  return terms[kind].mandatory.includes(channel);
}

/** What somebody chose for a kind and channel. */
export interface Preference {
  readonly kind: Kind;
  readonly channel: Channel;
  readonly enabled: boolean;
}

/** Whether messages of the kind are wanted on the channel, by what was chosen or else by the kind's own terms. */
export function isWanted(kind: Kind, channel: Channel, chosen: readonly Preference[]): boolean {
  if (isMandatory(kind, channel)) return true;
  if (terms[kind].only && !terms[kind].only.includes(channel)) return false;
  const choice = chosen.find((preference) => preference.kind === kind && preference.channel === channel);
  return choice?.enabled ?? terms[kind].byDefault.includes(channel);
}
