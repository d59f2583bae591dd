import type { Redis } from "@angidi/datastores";
import { type CartContent, contentOf } from "../../domain/cart.ts";
import type { StoredCart } from "../cartStore.ts";
import { withCartScripts } from "./scripts.ts";

/** What Redis has under a cart's id. */
export interface CartEntry {
  readonly kind: "open" | "sealed" | "copy";
  readonly epoch: number;
  readonly cart: StoredCart;
}

export type OpenChange =
  | { readonly kind: "done" | "unsure" | "elsewhere" }
  | { readonly kind: "changed"; readonly cart: StoredCart };

/** A guest's cart in Redis ends so long after its last change. */
const openLife = 30 * 24 * 3_600_000;
/** Bounds how long a copy is behind its row when the process died between writing the two; nobody was told of that change. */
const copyLife = 60_000;
/** A customer has one cart, the same for ever. */
const ownLife = 24 * 3_600_000;

/** Carts in Redis. Everything rejects when Redis is away. */
export function cartEntries(client: Redis) {
  const redis = withCartScripts(client);
  return {
    /** What is there, by the cart's id in lower case. */
    async read(ids: readonly string[]): Promise<Map<string, CartEntry>> {
      const found = await Promise.all(ids.map((id) => redis.hmget(keyOf(id), "kind", "epoch", "body")));
      return new Map(
        found.flatMap(([kind, epoch, body], index) =>
          kind && body
            ? [[ids[index]!, { kind: kind as CartEntry["kind"], epoch: Number(epoch), cart: read(body) }]]
            : [],
        ),
      );
    },

    /** The ids of customers' carts, as far as they are known here. */
    ownIds(customerIds: readonly string[]): Promise<(string | null)[]> {
      return Promise.all(customerIds.map((id) => redis.get(ownKeyOf(id))));
    },

    async create(epoch: number, cart: StoredCart): Promise<{ readonly isCreated: boolean }> {
      return { isCreated: (await redis.createOpenCart(keyOf(cart.id), epoch, JSON.stringify(cart), openLife)) === 1 };
    },

    /** Makes an open cart the next version of itself. */
    async change(epoch: number, next: StoredCart): Promise<OpenChange> {
      const key = keyOf(next.id);
      const reply = await redis.changeOpenCart(key, epoch, next.version - 1, JSON.stringify(next), openLife);
      if (reply[0] === "changed") return { kind: "changed", cart: read(reply[1]) };
      return { kind: reply[0] === "done" || reply[0] === "unsure" ? reply[0] : "elsewhere" };
    },

    /** Ends changes of an open cart here, and gives what is to be taken in by its row. */
    async seal(id: string): Promise<{ readonly cart: StoredCart | null }> {
      const body = await redis.sealCart(keyOf(id));
      return { cart: body === null ? null : read(body) };
    },

    /** Lets open carts count in this epoch. */
    async renew(epoch: number, ids: readonly string[]): Promise<object> {
      return Promise.all(ids.map((id) => redis.renewOpenCart(keyOf(id), epoch)));
    },

    /**
     * Puts copies of rows where nothing newer is, and gives the ids of carts that are open here. The epoch is one from
     * before the rows were read or written: another replica may have passed Redis by since, and begun the next.
     */
    async copy(epoch: number, carts: readonly CopiedCart[]): Promise<{ readonly open: string[] }> {
      const copied = await Promise.all(
        carts.map(async ({ cart, takenIn = 0 }) => {
          const [put] = await Promise.all([
            redis.copyCart(keyOf(cart.id), epoch, cart.version, takenIn, JSON.stringify(cart), copyLife),
            cart.customerId && redis.set(ownKeyOf(cart.customerId), cart.id, "PX", ownLife),
          ]);
          return put === -1 ? [cart.id] : [];
        }),
      );
      return { open: copied.flat() };
    },
  };
}

export type CartEntries = ReturnType<typeof cartEntries>;

export interface CopiedCart {
  readonly cart: StoredCart;
  /** The version in Redis that the row has taken in just now. */
  readonly takenIn?: number;
}

/** The next version of a guest's cart in Redis. */
export function nextVersion(cart: StoredCart, content: CartContent): StoredCart {
  return { ...cart, ...contentOf(content), version: cart.version + 1 };
}

/** A cart's JSON, which may be of an earlier release: what carts had not then, it does not have. */
function read(body: string): StoredCart {
  return { market: null, pricesIncludeTax: false, savedLines: [], ...JSON.parse(body) };
}

const keyOf = (id: string) => `cart:${id}`;
const ownKeyOf = (customerId: string) => `own-cart:${customerId}`;
