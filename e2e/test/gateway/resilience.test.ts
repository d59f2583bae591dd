import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Composition, composePlatform } from "../../src/composition.ts";
import { send } from "../../src/send.ts";
import { platformWorld } from "../../src/testPlatform.ts";

const page = `{ products(first: 3) { edges { node { title variants { sku price { amount } availability { quantity } } } } } }`;

let world: Awaited<ReturnType<typeof platformWorld>>;
let platform: Composition;
/** What the gateway's calls of inventory come to. */
let inventoryIsDown = false;
let calls = 0;

beforeAll(async () => {
  // What it would tell is what the scenario is about.
  world = await platformWorld({ LOG_LEVEL: "silent" });
  platform = await composePlatform(world.environment, {
    between: (from, to, transport) =>
      from === "gateway" && to === "inventory"
        ? {
            execute(request) {
              calls++;
              return inventoryIsDown ? Promise.reject(new Error("connect ECONNREFUSED")) : transport.execute(request);
            },
            subscribe: (request) => transport.subscribe(request),
          }
        : transport,
  });
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  await world?.drop();
}, 120_000);

interface Variant {
  readonly price: { readonly amount: number };
  readonly availability: { readonly quantity: number } | null;
}

async function variants(): Promise<{ readonly variants: readonly Variant[]; readonly codes: readonly string[] }> {
  const { status, body } = await send(platform, { query: page });
  expect(status).toBe(200);
  return {
    variants: body.data.products.edges.flatMap(({ node }: { node: { variants: Variant[] } }) => node.variants),
    codes: (body.errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code),
  };
}

test("a subgraph that is down empties its own branch and no more, is left alone, and comes back", async () => {
  const before = await variants();
  expect(before.codes).toEqual([]);
  expect(before.variants.every(({ availability }) => availability !== null)).toBe(true);

  inventoryIsDown = true;
  const during = await variants();
  expect(during.variants.map(({ price }) => price)).toEqual(before.variants.map(({ price }) => price));
  expect(during.variants.every(({ availability }) => availability === null)).toBe(true);
  expect(new Set(during.codes)).toEqual(new Set(["DOWNSTREAM_UNAVAILABLE"]));

  // After enough failures nobody waits for it any more.
  for (let asked = 0; asked < 40; asked++) await variants();
  const settled = calls;
  await variants();
  expect(calls).toBe(settled);

  inventoryIsDown = false;
  let again = await variants();
  for (const patience = Date.now() + 30_000; again.codes.length > 0 && Date.now() < patience; )
    again = await variants();
  expect(again).toEqual(before);
});
