import type { Scenario } from "../src/scenario.ts";
import { afterSale } from "./afterSale.ts";
import { badInput } from "./badInput.ts";
import { concurrency } from "./concurrency.ts";
import { endedSessions } from "./endedSessions.ts";
import { eventDriven } from "./eventDriven.ts";
import { authentication } from "./gateway/authentication.ts";
import { authorisation } from "./gateway/authorisation.ts";
import { partner } from "./gateway/partner.ts";
import { protocols } from "./gateway/protocols.ts";
import { variants } from "./gateway/variants.ts";
import { media } from "./media.ts";
import { orderStatus } from "./orderStatus.ts";
import { ownership } from "./ownership.ts";
import { purchase } from "./purchase.ts";
import { withdrawnProducts } from "./withdrawnProducts.ts";

/** What holds of every platform. */
export const scenarios: readonly Scenario[] = [
  afterSale,
  badInput,
  concurrency,
  endedSessions,
  eventDriven,
  authentication,
  authorisation,
  partner,
  protocols,
  variants,
  media,
  orderStatus,
  ownership,
  purchase,
  withdrawnProducts,
];
