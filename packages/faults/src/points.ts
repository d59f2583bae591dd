/** What can go wrong at a point. */
export const faultKinds = ["error", "lost", "timeout", "slow", "duplicate", "kill"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The ports that faults can be put around: what can go wrong there, and how a part of the port is named. */
export const points = {
  /** Calls of one service to another. Every one of them is idempotent, so it may also come twice. */
  services: { kinds: faultKinds, parts: ["subgraph", "operation"] },
  /** Calls of the gateway. A shopper's request has no key in general, so none is made twice. */
  gateway: { kinds: ["error", "lost", "timeout", "slow", "kill"], parts: ["subgraph"] },
  /** Calls to the company that moves the money. */
  provider: { kinds: faultKinds, parts: ["provider", "call"] },
  /** Appending to the log, and handing its events over. */
  events: { kinds: ["error", "lost", "slow", "duplicate", "kill"], parts: ["subgraph"] },
  /** Transactions, and statements that are one. */
  database: { kinds: ["error", "lost", "slow", "kill"], parts: ["subgraph"] },
  /** Commands and scripts. */
  redis: { kinds: ["error", "lost", "slow"], parts: ["subgraph"] },
  /** Reading and writing the index. */
  search: { kinds: ["error", "slow"], parts: ["call"] },
} as const satisfies Record<string, { readonly kinds: readonly FaultKind[]; readonly parts: readonly string[] }>;

export type Port = keyof typeof points;

/** A place at which something happens, such as ["services", "inventory", "reserveStock"]. */
export type Point = readonly [Port, ...string[]];
