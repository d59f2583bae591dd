import type { Journey } from "../src/journey.ts";
import { customerBuys } from "./customerBuys.ts";
import { everyPage } from "./everyPage.ts";
import { guestBuys } from "./guestBuys.ts";
import { withoutJavaScript } from "./withoutJavaScript.ts";

/** What people do at the storefront. */
export const journeys: readonly Journey[] = [guestBuys, customerBuys, withoutJavaScript, everyPage];
