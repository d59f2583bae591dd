import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { enginesOfScale } from "../src/engines.ts";
import { enginesFolder, killableEngines, type OwnEngines, startOwnEngines } from "../src/ownEngines.ts";
import { type Mode, modes } from "../src/platforms.ts";
import { type Acknowledged, type ShopUnderLoad, startShop } from "../src/shopUnderLoad.ts";
import { type Platform, startTestPlatform } from "../src/testPlatform.ts";
import { available, guest, staff } from "../src/world.ts";

const everythingTakes = 300_000;
const settled = { timeout: 120_000 };

(enginesFolder ? describe : describe.skip)(
  "engines of scale killed one after the other while people buy (left out unless TEST_ENGINES names their programs)",
  () => {
    let engines: OwnEngines;
    beforeAll(async () => {
      engines = await startOwnEngines();
    }, everythingTakes);
    afterAll(() => engines?.remove(), everythingTakes);

    describe.each(modes)("%s", (mode) => describeKilling(mode, () => engines));
  },
);

function describeKilling(mode: Mode, engines: () => OwnEngines): void {
  let platform: Platform;
  let shop: ShopUnderLoad;
  let acknowledged: Acknowledged;

  beforeAll(async () => {
    const { environment } = enginesOfScale(engines().environment);
    platform = await startTestPlatform({ mode, environment: { ...environment, LOG_LEVEL: "silent" } });
    shop = await startShop(platform);
    await shop.requests(20);
    for (const engine of killableEngines) {
      engines().kill(engine);
      await shop.requests(20);
      await engines().start(engine);
      await shop.requests(20);
    }
    acknowledged = await shop.finish();
  }, everythingTakes);
  afterAll(() => platform?.stop(), everythingTakes);

  test("every order that somebody was told of is confirmed and paid once", async () => {
    expect(acknowledged.orders.length).toBeGreaterThan(5);
    for (const { id } of acknowledged.orders) {
      await eventually(async () => {
        const order = await guest(platform).ask("Order", { id });
        expect([order.status, order.paymentStatus]).toEqual(["CONFIRMED", "CAPTURED"]);
      }, settled);
    }
  }, 180_000);

  test("the stock is what was there without what was ordered", async () => {
    for (const [slug, onHand] of shop.products) {
      const ordered = acknowledged.orders
        .filter((order) => order.slug === slug)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      await eventually(async () => expect(await available(platform, slug)).toBe(onHand - ordered), settled);
    }
  }, 180_000);

  test("no line that the customer was told of is gone from the cart", async () => {
    const { cart } = await shop.customer.ask("Me");
    const { lines } = await shop.customer.ask("Cart", { id: cart.id });
    const quantity = lines.reduce((sum: number, line: { quantity: number }) => sum + line.quantity, 0);
    expect(quantity).toBeGreaterThanOrEqual(acknowledged.adds.acknowledged);
    expect(quantity).toBeLessThanOrEqual(acknowledged.adds.sent);
  });

  test("the index says of each product what the catalogue says", async () => {
    expect(acknowledged.words.size).toBeGreaterThan(0);
    for (const [slug, word] of acknowledged.words) {
      expect((await guest(platform).ask("ProductPage", { slug })).title).toBe(`Kettle ${word}`);
      await eventually(async () => {
        const { edges } = await guest(platform).ask("Search", { query: word, first: 5 });
        expect(edges.map(({ node }: { node: { slug: string } }) => node.slug)).toEqual([slug]);
      }, settled);
    }
  }, 180_000);

  test("every order is told of by one mail", async () => {
    const processor = await staff(platform, "orders");
    for (const { id } of acknowledged.orders) {
      await eventually(async () => {
        const { edges } = await processor.ask("Notifications", { orderId: id });
        const mails = edges.filter(({ node }: { node: { channel: string } }) => node.channel === "EMAIL");
        expect(mails.map(({ node }: { node: { status: string } }) => node.status)).toEqual(["SENT"]);
      }, settled);
    }
  }, 180_000);

  test("consumers have caught up, and gave up on nothing", async () => {
    const admin = await staff(platform);
    await eventually(async () => {
      const consumers = await admin.ask("EventConsumers");
      expect(consumers.length).toBeGreaterThan(2);
      for (const consumer of consumers) expect(consumer).toMatchObject({ lag: 0, deadLetterCount: 0 });
    }, settled);
  }, 180_000);
}
