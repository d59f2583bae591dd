import { randomBytes } from "node:crypto";
import type { Endpoints, GraphClient } from "./client.ts";
import { cartWith, customer, guest, placement, product, staff, unique } from "./world.ts";

/** An order that a shopper was told of. */
export interface AcknowledgedOrder {
  readonly id: string;
  readonly number: string;
  readonly slug: string;
  readonly quantity: number;
}

/** What shoppers and staff were told while everything was going on; what follows has to be true of the platform. */
export interface Acknowledged {
  /** One for each idempotency key that was ever used. */
  readonly orders: readonly AcknowledgedOrder[];
  /** The word that an editor put into a product's title last, by slug. */
  readonly words: ReadonlyMap<string, string>;
  /** How many adds to the customer's cart were acknowledged, and how many were sent. */
  readonly adds: { readonly acknowledged: number; readonly sent: number };
}

export interface ShopUnderLoad {
  /** The products that are bought, by slug, with what was on hand in the beginning. */
  readonly products: ReadonlyMap<string, number>;
  /** The customer whose cart is added to. */
  readonly customer: GraphClient;
  /** Resolves when so many more requests have ended, well or not. */
  requests(count: number): Promise<void>;
  /** Has everybody come to an end: what was begun is carried through. */
  finish(): Promise<Acknowledged>;
}

const onHand = 1_000;
const buyers = 3;
/** How long a shopper goes on trying to place one order. */
const patienceMilliseconds = 120_000;

/**
 * Guests who buy, a customer who fills a cart and editors who rename products, all at once and until they are told to
 * finish. A request that fails is sent again, a placement by the same idempotency key.
 */
export async function startShop(platform: Endpoints): Promise<ShopUnderLoad> {
  const products = await Promise.all(Array.from({ length: 4 }, () => product(platform, { onHand })));
  const edited = await Promise.all(Array.from({ length: 2 }, () => product(platform, { onHand: 1 })));
  const shopper = await customer(platform);
  const editor = await staff(platform);

  const orders: AcknowledgedOrder[] = [];
  const words = new Map<string, string>();
  const adds = { acknowledged: 0, sent: 0 };
  let isOver = false;
  let ended = 0;
  let onEnded = () => {};

  /** The answer, or null where there is none; either way a request has ended. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch {
      return null;
    } finally {
      ended++;
      onEnded();
    }
  }

  async function buy(buyer: number): Promise<void> {
    for (let turn = buyer; !isOver; turn++) {
      const { slug, variantId } = products[turn % products.length]!;
      const client = guest(platform);
      const cartId = await attempt(() => cartWith(client, variantId));
      if (cartId === null) continue;
      const input = placement(cartId, { email: `${unique()}@example.com` });
      const until = Date.now() + patienceMilliseconds;
      for (;;) {
        const answer = await attempt(() => client.ask("PlaceOrder", { input }));
        if (answer?.__typename === "OrderPlaced") {
          orders.push({ id: answer.order.id, number: answer.order.number, slug, quantity: 1 });
          break;
        }
        // Guests' carts live in Redis alone while it is there: one that is gone was nobody's order.
        if (answer?.__typename === "CartNotFound") break;
        if (answer) throw new Error(`A placement was refused: ${JSON.stringify(answer)}`);
        if (Date.now() > until) throw new Error(`A placement did not come to an end: ${input.idempotencyKey}`);
      }
    }
  }

  async function fillCart(): Promise<void> {
    const { variantId } = edited[0]!;
    while (!isOver && adds.sent < 900) {
      adds.sent++;
      const input = { lines: [{ variantId, quantity: 1 }] };
      const answer = await attempt(() => shopper.client.ask("AddCartLines", { input }));
      if (answer?.__typename === "CartChanged") adds.acknowledged++;
    }
  }

  async function rename({ slug }: { readonly slug: string }): Promise<void> {
    let id: string | null = null;
    while (!isOver) {
      id ??= (await attempt(() => editor.ask("ProductPage", { slug })))?.id ?? null;
      if (id === null) continue;
      const word = randomWord();
      // Until it is acknowledged, nobody knows which of two titles the product has.
      const input = { id, title: `Kettle ${word}` };
      for (;;) {
        const saved = await attempt(() => editor.ask("UpdateProduct", { input }));
        if (saved?.__typename === "ProductSaved") break;
      }
      words.set(slug, word);
    }
  }

  const everybody = Promise.all([
    ...Array.from({ length: buyers }, (_, buyer) => buy(buyer)),
    fillCart(),
    ...edited.map(rename),
  ]);
  // It is waited for in the end; until then nobody else may call its failure unhandled.
  everybody.catch(() => {});

  return {
    products: new Map(products.map(({ slug }) => [slug, onHand])),
    customer: shopper.client,
    requests(count) {
      const goal = ended + count;
      const reached = new Promise<void>((resolve) => {
        onEnded = () => ended >= goal && resolve();
      });
      return Promise.race([reached, everybody.then(() => {})]);
    },
    async finish() {
      isOver = true;
      await everybody;
      return { orders, words, adds };
    },
  };
}

/** A word that no other product has, and that is like no other. */
function randomWord(): string {
  return [...randomBytes(12)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}
