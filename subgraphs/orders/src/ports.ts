import type { Logger } from "pino";
import type { checkoutStandingIn } from "./data/checkouts.ts";
import type { Claims } from "./data/claims.ts";
import type { FindKey } from "./data/knownKey.ts";
import type { ActOnce } from "./data/once.ts";
import type { OrderLists } from "./data/orderLists.ts";
import type { OrderTimes } from "./data/orderTimes.ts";
import type { Placements } from "./data/placements.ts";
import type { TimelineHints } from "./data/timelineHints.ts";
import type { Sagas } from "./saga/sagas.ts";
import type { StepPorts } from "./saga/step.ts";
import type { Users } from "./services/users.ts";

/** All that the subgraph works with. A use case names those that it uses. */
export interface Ports extends StepPorts {
  readonly placements: Placements;
  readonly checkoutStanding: ReturnType<typeof checkoutStandingIn>;
  readonly lists: OrderLists;
  readonly orderTimes: OrderTimes;
  readonly claims: Claims;
  readonly users: Users;
  readonly once: ActOnce;
  readonly findKey: FindKey;
  readonly hints: TimelineHints;
  readonly sagas: Sagas;
  readonly newId: () => string;
  readonly newNumber: () => string;
  /** For how many days after their arrival pieces may be sent back. */
  readonly returnWindowDays: number;
  /** Whether this is a demo store, which orders can be given a past in. */
  readonly isDemo: boolean;
  readonly log: Logger;
}
