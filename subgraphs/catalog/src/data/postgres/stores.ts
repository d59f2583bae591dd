import { openMigratedDatabase } from "@angidi/datastores";
import { relay } from "@angidi/events";
import type { OpenStores } from "../stores.ts";
import { categoriesOn } from "./categories.ts";
import { importedStockOn } from "./importedStock.ts";
import { marketsOn } from "./markets.ts";
import { mediaOn } from "./media.ts";
import { migrations } from "./migrations.ts";
import { partiesOn } from "./parties.ts";
import { productsOn } from "./products.ts";

/** The catalogue on PostgreSQL. Throws SchemaBehind before migrations have run. */
export async function postgresStores(
  { databaseUrl }: { readonly databaseUrl: string },
  name: string,
): Promise<OpenStores> {
  const database = await openMigratedDatabase({ url: databaseUrl, schema: name, migrations });
  return {
    stores: {
      products: productsOn(database),
      categories: categoriesOn(database),
      brands: partiesOn(database, "brands"),
      sellers: partiesOn(database, "sellers"),
      markets: marketsOn(database),
      media: mediaOn(database),
      importedStock: importedStockOn(database),
    },
    relayTo: (log) => relay({ database, log, source: name }),
    close: () => database.close(),
  };
}
