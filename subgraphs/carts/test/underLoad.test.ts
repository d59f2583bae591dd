import { describeOn, eventually, type SeverableProxy, startSeverableProxy } from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Answer, cartNow, cartWith, guest, newCustomer, startWorld, type World } from "./world.ts";

describeOn("REDIS_URL", "while shoppers fill their carts, a Redis that", (url) => {
  let way: SeverableProxy;
  let world: World;
  beforeEach(async () => {
    way = await startSeverableProxy(url);
    world = await startWorld({ redisUrl: url, seenAs: way.url });
  });
  afterEach(async () => {
    await world.close();
    await way.stop();
  });

  /** Shoppers who each add one piece after the other, until told to stop; gives what they were told. */
  function shop() {
    let isOver = false;
    const variant = world.offer();
    const shoppers = [...Array.from({ length: 6 }, newCustomer), ...Array.from({ length: 6 }, () => guest)];
    const outcomes = shoppers.map(async (as) => {
      const { id } = await cartWith(world, [[variant, 1]], as);
      let pieces = 1;
      while (!isOver && pieces < 900) {
        const input = { cartId: id, lines: [{ variantId: variant.id, quantity: 1 }] };
        const answer: Answer = await world.send("AddCartLines", input, as);
        expect(answer).toMatchObject({ __typename: "CartChanged", cart: { lines: [{ quantity: pieces + 1 }] } });
        pieces += 1;
      }
      return { as, id, pieces };
    });
    return async () => {
      isOver = true;
      return Promise.all(outcomes);
    };
  }

  const goOn = async () =>
    void (await Promise.all(Array.from({ length: 40 }, () => cartWith(world, [[world.offer(), 1]]))));

  test.each<[string, () => void | Promise<void>]>([
    ["goes away", () => way.refuse()],
    ["hangs", () => way.stall()],
    ["loses its data", () => world.redis!.flush()],
  ])("%s fails nobody, and no line is missing then or when it is back", async (_what, disturb) => {
    const finish = shop();
    await goOn();
    await disturb();
    await goOn();
    const carts = await finish();
    for (const { id, as, pieces } of carts) {
      expect(await cartNow(world, id, as)).toMatchObject({ lines: [{ quantity: pieces }] });
    }
    way.restore();
    const ann = newCustomer();
    const { id: known } = await cartWith(world, [[world.offer(), 1]], ann);
    await eventually(async () => {
      await cartNow(world, known, ann);
      return (await world.redis!.keys()).includes(`carts:cart:${known}`);
    });
    for (const { id, as, pieces } of carts) {
      expect(await cartNow(world, id, as)).toMatchObject({ lines: [{ quantity: pieces }] });
    }
  });
});
