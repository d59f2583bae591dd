import { randomUUID } from "node:crypto";
import { type Endpoints, GraphClient } from "./client.ts";

const demoPassword = "angidi-demo";

/** Where everything of the scenarios is sent to. */
export const address = {
  fullName: "Ada Lovelace",
  line1: "12 St James's Square",
  city: "Portland",
  region: "OR",
  postalCode: "97201",
  countryCode: "US",
};

/** A part of a name that no other scenario has. */
export function unique(): string {
  return randomUUID().slice(0, 8);
}

export function guest(platform: Endpoints): GraphClient {
  return new GraphClient(platform);
}

/** A customer who has just registered. */
export async function customer(platform: Endpoints, cartId?: string) {
  const email = `customer-${unique()}@example.com`;
  const password = `a good password ${unique()}`;
  const session = await guest(platform).ask("Register", { input: { email, password, displayName: "Grace", cartId } });
  if (session.__typename !== "Session") throw new Error(`Not registered: ${JSON.stringify(session)}`);
  return { client: new GraphClient(platform, session.accessToken), session, email, password };
}

/** One of the demo store's staff. */
export async function staff(platform: Endpoints, account: "admin" | "content" | "orders" | "moderator" = "admin") {
  const input = { email: `${account}@angidi.test`, password: demoPassword };
  const session = await guest(platform).ask("Login", { input });
  return new GraphClient(platform, session.accessToken);
}

/** A new product of one variant with so many pieces in stock. */
export async function product(platform: Endpoints, { onHand, price = 1_999 }: { onHand: number; price?: number }) {
  const admin = await staff(platform);
  const sku = `SKU-${unique()}`;
  const saved = await admin.ask("CreateProduct", {
    input: {
      title: `Teapot ${sku}`,
      options: [],
      variants: [{ sku, options: [], price: { amount: price, currency: "USD" } }],
    },
  });
  if (saved.__typename !== "ProductSaved") throw new Error(`No product: ${JSON.stringify(saved)}`);
  const [warehouse] = await admin.ask("Warehouses");
  const stock = await admin.ask("SetStock", {
    input: { idempotencyKey: randomUUID(), sku, warehouseId: warehouse.id, onHand },
  });
  if (stock.__typename !== "StockChanged") throw new Error(`No stock: ${JSON.stringify(stock)}`);
  const { id: productId, slug, variants } = saved.product;
  return { productId, slug, sku, variantId: variants[0].id as string, price };
}

/** How many pieces of a product's only variant can be bought. */
export async function available(platform: Endpoints, slug: string): Promise<number | null> {
  return (await guest(platform).ask("StockOf", { slug })).variants[0].availability.quantity;
}

/** A cart with so many pieces of a variant in it. */
export async function cartWith(client: GraphClient, variantId: string, quantity = 1): Promise<string> {
  const changed = await client.ask("AddCartLines", { input: { lines: [{ variantId, quantity }] } });
  if (changed.__typename !== "CartChanged") throw new Error(`Not added: ${JSON.stringify(changed)}`);
  return changed.cart.id;
}

/** The input of `placeOrder` for a cart, by a guest with the address above unless said. */
export function placement(cartId: string, input: Record<string, unknown> = {}) {
  return {
    idempotencyKey: randomUUID(),
    cartId,
    email: "ada@example.com",
    shippingAddress: address,
    shippingMethodId: "standard",
    payment: { provider: "TEST", paymentMethod: "pm_card_visa" },
    ...input,
  };
}

/** An order of so many pieces of a variant, placed and confirmed. */
export async function confirmedOrder(client: GraphClient, variantId: string, quantity = 1) {
  const cartId = await cartWith(client, variantId, quantity);
  const placed = await client.ask("PlaceOrder", { input: placement(cartId) });
  if (placed.__typename !== "OrderPlaced") throw new Error(`Not placed: ${JSON.stringify(placed)}`);
  return placed.order;
}
