import type { Documents } from "@angidi/datastores";
import type { ImportedStock, StockLevel } from "../importedStock.ts";
import type { Collections } from "./collections.ts";

/** As many as the server takes well within the deadline of a call, also when it has much to do. */
const mostAtOnce = 500;

/** What imports said, a document for each SKU. */
export function importedStockOn(documents: Documents, { importedStock }: Collections): ImportedStock {
  return {
    async changed(levels) {
      const known = await Promise.all(
        inParts(levels).map((some) =>
          importedStock
            .find({ _id: { $in: some.map(({ sku }) => sku) } }, { comment: "catalog.changedStock" })
            .batchSize(mostAtOnce)
            .toArray(),
        ),
      );
      const last = new Map(known.flat().map(({ _id, onHand }) => [_id, onHand]));
      // Undefined, for a SKU that nothing was said of, is neither a number nor null.
      return levels.filter(({ sku, onHand }) => last.get(sku) !== onHand);
    },

    async remember(levels) {
      if (levels.length === 0) return;
      // One transaction is written to disk once, where a thousand upserts would be one by one.
      await documents.transaction(async ({ session }) => {
        for (const some of inParts(levels)) {
          await importedStock.bulkWrite(
            some.map(({ sku, onHand }) => ({
              updateOne: { filter: { _id: sku }, update: { $set: { onHand } }, upsert: true },
            })),
            { session, comment: "catalog.rememberStock" },
          );
        }
      });
    },
  };
}

function inParts(levels: readonly StockLevel[]): (readonly StockLevel[])[] {
  const parts: (readonly StockLevel[])[] = [];
  for (let start = 0; start < levels.length; start += mostAtOnce) parts.push(levels.slice(start, start + mostAtOnce));
  return parts;
}
