import type { Database } from "@angidi/datastores";
import type { Logger } from "pino";
import type { checkoutStandingIn } from "./data/checkouts.ts";
import type { Fulfilments } from "./data/fulfilments.ts";
import type { ActOnce } from "./data/once.ts";
import type { OrderLists } from "./data/orderLists.ts";
import type { OrderTimes } from "./data/orderTimes.ts";
import type { Placements } from "./data/placements.ts";
import type { Refunds } from "./data/refunds.ts";
import type { TimelineHints } from "./data/timelineHints.ts";
import type { Redrives } from "./jobs/redrives.ts";
import type { Step, StepPorts } from "./saga/step.ts";

/** All that the subgraph works with. A use case names those that it uses. */
export interface Ports extends StepPorts {
  readonly placements: Placements;
  readonly checkoutStanding: ReturnType<typeof checkoutStandingIn>;
  readonly lists: OrderLists;
  readonly orderTimes: OrderTimes;
  readonly fulfilments: Fulfilments;
  readonly refunds: Refunds;
  readonly once: ActOnce;
  readonly transaction: Database["transaction"];
  readonly hints: TimelineHints;
  readonly redrives: Redrives;
  /** The placement's steps. */
  readonly steps: readonly Step[];
  /** For how long an order may stay undecided, waiting for the shopper above all. */
  readonly actionTimeoutSeconds: number;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly newNumber: () => string;
  /** Whether this is a demo store, which orders can be given a past in. */
  readonly isDemo: boolean;
  readonly log: Logger;
}
