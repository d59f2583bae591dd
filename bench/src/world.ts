import { randomUUID } from "node:crypto";
import { ask } from "./graph.ts";

/** What the scenarios are done with. */
export interface World {
  /** Products of the demo store. */
  readonly slugs: readonly string[];
  /** Variants of products made for the benchmark, of which there is more in stock than it can sell. */
  readonly variants: readonly string[];
  readonly accounts: readonly { readonly email: string; readonly password: string }[];
  /** The fields of Query, to know which subgraphs are there. */
  readonly rootFields: readonly string[];
}

const mostPages = 64;
const products = 24;
const accounts = 4;
const pieces = 10_000_000;
const demoPassword = "angidi-demo";

/** An access token of one of the demo store's staff. */
export async function staffToken(url: string): Promise<string> {
  const { login } = await ask(url, "Login", { input: { email: "admin@angidi.test", password: demoPassword } });
  return login.accessToken;
}

/** Puts beside the demo store what the scenarios need, through the graph as staff and customers would. */
export async function makeWorld(url: string): Promise<World> {
  const token = await staffToken(url);
  const { warehouses } = await ask(url, "Warehouses", {}, token);
  const { products: list } = await ask(url, "ProductList", { first: mostPages, sort: "TITLE" });
  const schema = await ask(url, "RootFields");
  return {
    slugs: list.edges.map(({ node }: { node: { slug: string } }) => node.slug),
    variants: await times(products, () => makeProduct(url, token, warehouses[0].id)),
    accounts: await times(accounts, () => makeAccount(url)),
    rootFields: schema.__schema.queryType.fields.map(({ name }: { name: string }) => name),
  };
}

async function makeProduct(url: string, token: string, warehouseId: string): Promise<string> {
  const sku = `BENCH-${randomUUID()}`;
  const input = {
    title: `Measured mug ${sku}`,
    options: [],
    variants: [{ sku, options: [], price: { amount: 1_999, currency: "USD" } }],
  };
  const { createProduct: saved } = await ask(url, "CreateProduct", { input }, token);
  if (saved.__typename !== "ProductSaved") throw new Error(`No product: ${JSON.stringify(saved)}`);
  const stock = { idempotencyKey: randomUUID(), sku, warehouseId, onHand: pieces };
  const { setStock } = await ask(url, "SetStock", { input: stock }, token);
  if (setStock.__typename !== "StockChanged") throw new Error(`No stock: ${JSON.stringify(setStock)}`);
  return saved.product.variants[0].id;
}

async function makeAccount(url: string) {
  const account = { email: `bench-${randomUUID()}@example.com`, password: "a password of the benchmark" };
  const { register } = await ask(url, "Register", { input: { ...account, displayName: "Grace" } });
  if (register.__typename !== "Session") throw new Error(`No account: ${JSON.stringify(register)}`);
  return account;
}

async function times<Made>(count: number, make: () => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
