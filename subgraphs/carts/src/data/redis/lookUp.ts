import { type Database, isId } from "@angidi/datastores";
import type { Cart } from "../../domain/cart.ts";
import type { CartStore, StoredCart } from "../cartStore.ts";
import { type FoundRow, findRows, findRowsToOrder, rowsOfCustomers } from "../postgres/carts.ts";
import { followingOf } from "../postgres/guestRows.ts";
import type { CartEntries } from "./cartEntries.ts";
import type { Followers } from "./followers.ts";
import type { Rows } from "./rows.ts";
import type { Standing } from "./standing.ts";

export interface LookUpParts {
  readonly database: Database;
  readonly entries: CartEntries;
  readonly standing: Standing;
  readonly followers: Followers;
  readonly rows: Rows;
}

/** Where a cart that was given out came from, when it was Redis: where it is changed, or a copy that may be old. */
export type Origin = "open" | "copy";

export interface LookUp extends Pick<CartStore, "find" | "findToOrder" | "ofCustomers"> {
  originOf(cart: Cart): Origin | undefined;
  given(cart: StoredCart, origin: Origin): StoredCart;
  /** Lets an open cart of an older epoch count in this one, unless its row has gone on by itself: then it is moved there. */
  renew(epoch: number, carts: readonly StoredCart[]): Promise<StoredCart[]>;
}

/** Reads carts in Redis and, for what is not there or not certain, in PostgreSQL. */
export function openLookUp({ database, entries, standing, followers, rows }: LookUpParts): LookUp {
  const origins = new WeakMap<Cart, Origin>();

  function given(cart: StoredCart, origin: Origin): StoredCart {
    origins.set(cart, origin);
    return cart;
  }

  async function renew(epoch: number, carts: readonly StoredCart[]): Promise<StoredCart[]> {
    const ids = carts.map(({ id }) => id);
    const found = new Map((await followingOf(database, ids)).map((row) => [row.id, row]));
    const stillOpen = carts.filter(({ id, version }) => {
      const row = found.get(id);
      return !row || (row.follows_redis && row.version <= version);
    });
    const renewed = await standing.attempt(epoch, (at) =>
      entries.renew(
        at,
        stillOpen.map(({ id }) => id),
      ),
    );
    for (const cart of carts) if (!stillOpen.includes(cart)) await rows.moveToRow(cart.id);
    return renewed ? stillOpen : [];
  }

  /** What Redis knows of these ids for certain. */
  async function look(epoch: number | null, ids: readonly string[]): Promise<Map<string, StoredCart>> {
    const found = new Map<string, StoredCart>();
    if (epoch === null || ids.length === 0) return found;
    const unsure: StoredCart[] = [];
    for (const [id, entry] of (await standing.attempt(epoch, () => entries.read(ids))) ?? []) {
      if (entry.kind === "sealed") await rows.moveToRow(id);
      else if (entry.kind === "copy" && entry.epoch === epoch) found.set(id, given(entry.cart, "copy"));
      else if (entry.kind === "open" && entry.epoch >= epoch) found.set(id, given(entry.cart, "open"));
      else if (entry.kind === "open") unsure.push(entry.cart);
    }
    if (unsure.length > 0) for (const cart of await renew(epoch, unsure)) found.set(cart.id, given(cart, "open"));
    return found;
  }

  /** Nobody waits for a copy of what was only read. */
  function copyLater(epoch: number | null, carts: readonly StoredCart[]): void {
    if (carts.length === 0) return;
    void standing.attempt(epoch, (at) =>
      entries.copy(
        at,
        carts.map((cart) => ({ cart })),
      ),
    );
  }

  /** The carts that ids lead to in PostgreSQL, by the ids. */
  async function findInRows(
    epoch: number | null,
    ids: readonly string[],
    read: (ids: readonly string[]) => Promise<(FoundRow | null)[]> = (wanted) => findRows(database, wanted),
  ): Promise<Map<string, StoredCart>> {
    await followers.flush(); // a guest's cart of this replica may not have been written yet
    const found = await read(ids);
    // A row that follows is still written by whoever changed the cart in Redis, without a word to it.
    copyLater(
      epoch,
      found.flatMap((row) => (row && !row.followsRedis ? [row.cart] : [])),
    );
    return new Map(found.flatMap((row, index) => (row ? [[ids[index]!, row.cart]] : [])));
  }

  return {
    given,
    originOf: (cart) => origins.get(cart),
    renew,

    async find(asked) {
      const ids = distinct(asked);
      const epoch = ids.length > 0 ? await standing.epoch() : null;
      const seen = await look(epoch, ids);
      const merged = await look(
        epoch,
        [...seen.values()].flatMap(({ mergedInto }) => mergedInto ?? []),
      );
      const answers = new Map<string, StoredCart>();
      for (const [id, cart] of seen) {
        const answer = cart.mergedInto ? merged.get(cart.mergedInto) : cart;
        if (answer) answers.set(id, answer);
      }
      const missing = ids.filter((id) => !answers.has(id));
      if (missing.length > 0) for (const [id, cart] of await findInRows(epoch, missing)) answers.set(id, cart);
      return asked.map((id) => answers.get(id.toLowerCase()) ?? null);
    },

    async findToOrder(asked, quoted) {
      const ids = distinct(asked);
      const epoch = ids.length > 0 ? await standing.epoch() : null;
      for (const [id, { kind }] of (await standing.attempt(epoch, () => entries.read(ids))) ?? []) {
        if (kind !== "copy") await rows.moveToRow(id);
      }
      const answers = await findInRows(epoch, ids, (wanted) => findRowsToOrder(database, wanted, quoted));
      return asked.map((id) => answers.get(id.toLowerCase()) ?? null);
    },

    async ofCustomers(customerIds) {
      const epoch = await standing.epoch();
      const ids = (await standing.attempt(epoch, () => entries.ownIds(customerIds))) ?? [];
      const seen = await look(
        epoch,
        ids.filter((id) => id !== null),
      );
      const answers = new Map([...seen.values()].map((cart) => [cart.customerId, cart]));
      const missing = customerIds.filter((id) => !answers.has(id));
      if (missing.length > 0) {
        const found = await rowsOfCustomers(database, missing);
        copyLater(
          epoch,
          found.filter((cart) => cart !== null),
        );
        for (const cart of found) if (cart) answers.set(cart.customerId, cart);
      }
      return customerIds.map((id) => answers.get(id) ?? null);
    },
  };
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids.filter(isId).map((id) => id.toLowerCase()))];
}
