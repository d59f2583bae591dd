import type { Database, Queryable } from "@angidi/datastores";
import type { ByHand } from "../domain/byHand.ts";
import type { RefundPart } from "../domain/charges.ts";
import type { OrderKey } from "../domain/orderId.ts";
import { describeParked, type Parked, parkedKey } from "../domain/parked.ts";
import { type Actor, entry, type NewEntry, theSystem } from "../domain/timeline.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";

/** Sagas that wait for staff. They are kept in their order's row, so that reading an order costs no more for them. */
export interface Parking {
  /** Leaves a saga of the order to staff. */
  park(order: OrderKey, parked: Parked): Promise<void>;
  /** Takes a saga of the order back from staff, by `parkedKey`; because it is settled unless somebody asked for it. */
  unpark(order: OrderKey, parkedKey: string, by?: Actor): Promise<void>;
  /**
   * Takes a saga of the locked order back from staff, who have settled by hand what it waited for. What they did is kept under
   * the key of the saga whose step that was, for the steps to go by.
   */
  resolve(transaction: Queryable, order: OrderKey, parkedKey: string, resolution: Resolution): Promise<void>;
  /** Notes of which payments staff gave money back outside. */
  noteOutside(order: OrderKey, parkedKey: string, outside: readonly RefundPart[]): Promise<void>;
  /** Forgets what was done by hand: the step that it stood for is done now. */
  forget(order: OrderKey, parkedKey: string): Promise<void>;
}

/** What staff did, and what the timeline tells of it. */
export interface Resolution {
  readonly settles: string;
  readonly byHand: ByHand;
  readonly told: NewEntry;
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

const resolveStatement = `
WITH changed AS (
  UPDATE orders SET parked_at = CASE WHEN parked - $4::text = '{}' THEN NULL ELSE parked_at END, parked = parked - $4::text,
    by_hand = by_hand || $5, ${entriesCount("$3")}
  WHERE buyer_id = $1 AND id = $2
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

    async resolve(transaction, { buyerId, id }, key, { settles, byHand, told }) {
      await transaction.query("orders.resolve", resolveStatement, [
        buyerId,
        id,
        entriesValue([told]),
        key,
        JSON.stringify({ [settles]: byHand }),
      ]);
    },

    async noteOutside({ buyerId, id }, key, outside) {
      await database.query(
        "orders.noteOutside",
        "UPDATE orders SET by_hand = jsonb_set(by_hand, ARRAY[$3::text, 'outside'], $4) WHERE buyer_id = $1 AND id = $2",
        [buyerId, id, key, JSON.stringify(outside)],
      );
    },

    async forget({ buyerId, id }, key) {
      await database.query(
        "orders.forgetByHand",
        "UPDATE orders SET by_hand = by_hand - $3::text WHERE buyer_id = $1 AND id = $2",
        [buyerId, id, key],
      );
    },
  };
}
