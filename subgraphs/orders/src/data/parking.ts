import type { Database } from "@angidi/datastores";
import type { OrderKey } from "../domain/orderId.ts";
import { describeParked, type Parked, parkedKey } from "../domain/parked.ts";
import { type Actor, entry, theSystem } from "../domain/timeline.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";

/** Sagas that wait for staff. They are kept in their order's row, so that reading an order costs no more for them. */
export interface Parking {
  /** Leaves a saga of the order to staff. */
  park(order: OrderKey, parked: Parked): Promise<void>;
  /** Takes a saga of the order back from staff, by `parkedKey`; because it is settled unless somebody asked for it. */
  unpark(order: OrderKey, parkedKey: string, by?: Actor): Promise<void>;
}

const parkStatement = `
WITH changed AS (
  UPDATE orders SET parked_at = coalesce(parked_at, now()), parked = parked || $4, ${entriesCount("$3")}
  WHERE buyer_id = $1 AND id = $2
  RETURNING buyer_id, id, entries
)
${entriesInsert("changed", "$3")}`;

const unparkStatement = `
WITH changed AS (
  UPDATE orders SET parked_at = CASE WHEN parked - $4::text = '{}' THEN NULL ELSE parked_at END, parked = parked - $4::text,
    ${entriesCount("$3")}
  WHERE buyer_id = $1 AND id = $2 AND parked ? $4
  RETURNING buyer_id, id, entries
)
${entriesInsert("changed", "$3")}`;

export function parkingIn(database: Database): Parking {
  return {
    async park({ buyerId, id }, parked) {
      const told = { reference: parked.id, state: "PARKED", text: describeParked(parked) };
      await database.query("orders.park", parkStatement, [
        buyerId,
        id,
        entriesValue([entry("STAFF", theSystem, told, "STAFF")]),
        JSON.stringify({ [parkedKey(parked)]: parked }),
      ]);
    },

    async unpark({ buyerId, id }, key, by = theSystem) {
      const told = { state: by.kind === "SYSTEM" ? "SETTLED" : "RESUMED", text: key };
      await database.query("orders.unpark", unparkStatement, [
        buyerId,
        id,
        entriesValue([entry("STAFF", by, told, "STAFF")]),
        key,
      ]);
    },
  };
}
