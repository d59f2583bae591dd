import { openDocuments } from "@angidi/datastores";
import { relayDocuments } from "@angidi/events";
import type { OpenStores } from "../stores.ts";
import { categoriesOn } from "./categories.ts";
import { collectionsOf } from "./collections.ts";
import { declarations, publishing } from "./declarations.ts";
import { importedStockOn } from "./importedStock.ts";
import { marketsOn } from "./markets.ts";
import { mediaOn } from "./media.ts";
import { partiesOn } from "./parties.ts";
import { productsOn } from "./products.ts";

/** The catalogue on MongoDB, its collections and indexes made where they are missing. */
export async function mongoStores({ url }: { readonly url: string }, name: string): Promise<OpenStores> {
  const documents = await openDocuments({ url, name, applicationName: name, collections: declarations });
  const collections = collectionsOf(documents);
  return {
    stores: {
      products: productsOn(documents, collections),
      categories: categoriesOn(documents, collections),
      markets: marketsOn(collections),
      media: mediaOn(collections),
      brands: partiesOn(collections.brands),
      sellers: partiesOn(collections.sellers),
      importedStock: importedStockOn(documents, collections),
    },
    relayTo: (log) => relayDocuments({ documents, collections: publishing, log, source: name }),
    close: () => documents.close(),
  };
}
