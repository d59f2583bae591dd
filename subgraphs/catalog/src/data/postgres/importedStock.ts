import type { Queryable } from "@angidi/datastores";
import type { ImportedStock, StockLevel } from "../importedStock.ts";

export function importedStockOn(queryable: Queryable): ImportedStock {
  return {
    changed: (levels) =>
      queryable.query<StockLevel>(
        "catalog.changedStock",
        `select given.sku, given."onHand"
         from jsonb_to_recordset($1::jsonb) as given (sku text, "onHand" integer)
         left join imported_stock last on last.sku = given.sku
         where last.sku is null or last.on_hand is distinct from given."onHand"`,
        [JSON.stringify(levels)],
      ),

    async remember(levels) {
      await queryable.query(
        "catalog.rememberStock",
        `insert into imported_stock (sku, on_hand)
         select sku, "onHand" from jsonb_to_recordset($1::jsonb) as given (sku text, "onHand" integer)
         on conflict (sku) do update set on_hand = excluded.on_hand`,
        [JSON.stringify(levels)],
      );
    },
  };
}
