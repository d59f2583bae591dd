import type { Scenario } from "../src/scenario.ts";
import { afterSale } from "./afterSale.ts";
import { audit } from "./audit.ts";
import { badInput } from "./badInput.ts";
import { changesAtOnce } from "./changesAtOnce.ts";
import { claimsByEmail } from "./claimsByEmail.ts";
import { concurrency } from "./concurrency.ts";
import { endedSessions } from "./endedSessions.ts";
import { eventDriven } from "./eventDriven.ts";
import { authentication } from "./gateway/authentication.ts";
import { authorisation } from "./gateway/authorisation.ts";
import { partner } from "./gateway/partner.ts";
import { protocols } from "./gateway/protocols.ts";
import { variants } from "./gateway/variants.ts";
import { ledger } from "./ledger.ts";
import { markets } from "./markets.ts";
import { media } from "./media.ts";
import { orderEdits } from "./orderEdits.ts";
import { orderStatus } from "./orderStatus.ts";
import { ownership } from "./ownership.ts";
import { promotions } from "./promotions.ts";
import { purchase } from "./purchase.ts";
import { races } from "./races.ts";
import { splitShipment } from "./splitShipment.ts";
import { withdrawnProducts } from "./withdrawnProducts.ts";

/** What holds of every platform. */
export const scenarios: readonly Scenario[] = [
  afterSale,
  badInput,
  changesAtOnce,
  claimsByEmail,
  concurrency,
  endedSessions,
  eventDriven,
  authentication,
  authorisation,
  partner,
  protocols,
  variants,
  ledger,
  markets,
  media,
  orderEdits,
  orderStatus,
  ownership,
  promotions,
  purchase,
  races,
  splitShipment,
  withdrawnProducts,
  // Last: it looks at what all of them have left behind.
  audit,
];
