import type { Journey } from "../src/journey.ts";
import { everyPage } from "./everyPage.ts";

/** What people do at the storefront. */
export const journeys: readonly Journey[] = [everyPage];
