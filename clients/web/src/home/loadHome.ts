import "server-only";
import { ask } from "../graph/ask.ts";
import { HomeShelves } from "../graph/generated/documents.ts";
import type { HomeShelvesQuery } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";

/** What the home page shows of the catalogue; null when it cannot be had: the rest of the page is worth seeing without it. */
export async function loadShelves(locale: Locale): Promise<HomeShelvesQuery | null> {
  try {
    return (await ask(HomeShelves, { locale })).data;
  } catch {
    return null;
  }
}
