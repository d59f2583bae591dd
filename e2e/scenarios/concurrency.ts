import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { available, cartWith, guest, placement, product, staff, unique } from "../src/world.ts";

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const countOf = (answers: readonly { __typename: string }[], typeName: string) =>
  answers.filter((answer) => answer.__typename === typeName).length;

export const concurrency = scenario("many at once", (platform) => {
  test("20 buyers of the 5 that are left: 5 orders, 15 out of stock, stock 0", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const carts = await Promise.all(
      times(20).map(async () => {
        const shopper = guest(platform());
        return { shopper, cartId: await cartWith(shopper, teapot.variantId) };
      }),
    );
    const answers = await Promise.all(
      carts.map(({ shopper, cartId }) => shopper.ask("PlaceOrder", { input: placement(cartId) })),
    );
    expect(countOf(answers, "OrderPlaced")).toBe(5);
    expect(countOf(answers, "OutOfStock")).toBe(15);
    for (const answer of answers) {
      if (answer.__typename === "OrderPlaced") expect(answer.order.status).toBe("CONFIRMED");
    }
    expect(await available(platform(), teapot.slug)).toBe(0);
  }, 90_000);

  test("one key sent five times: one order, five equal answers", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const shopper = guest(platform());
    const input = placement(await cartWith(shopper, teapot.variantId));
    const answers = await Promise.all(times(5).map(() => shopper.ask("PlaceOrder", { input })));
    expect(answers[0].order.status).toBe("CONFIRMED");
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    // And still the same when it is sent once more, with the cart long empty.
    expect(await shopper.ask("PlaceOrder", { input })).toEqual(answers[0]);
    expect(await available(platform(), teapot.slug)).toBe(4);

    const reused = await shopper.ask("PlaceOrder", { input: { ...input, email: "someone-else@example.com" } });
    expect(reused.__typename).toBe("IdempotencyKeyReused");
  }, 90_000);

  test("five keys on one cart: one order, four told that it is ordered", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const answers = await Promise.all(times(5).map(() => shopper.ask("PlaceOrder", { input: placement(cartId) })));
    expect(countOf(answers, "OrderPlaced")).toBe(1);
    expect(countOf(answers, "CartAlreadyOrdered")).toBe(4);
    expect(await available(platform(), teapot.slug)).toBe(4);
  }, 90_000);

  test("a code for one use under ten orders: used once", async () => {
    const teapot = await product(platform(), { onHand: 100 });
    const code = `ONCE-${unique()}`;
    const admin = await staff(platform());
    await admin.ask("CreatePromotion", { input: { code, kind: "PERCENTAGE", percentage: 10, usageLimit: 1 } });
    const carts = await Promise.all(
      times(10).map(async () => {
        const shopper = guest(platform());
        const cartId = await cartWith(shopper, teapot.variantId);
        const applied = await shopper.ask("ApplyDiscountCode", { input: { cartId, code } });
        expect(applied.__typename).toBe("CartChanged");
        return { shopper, cartId };
      }),
    );
    const answers = await Promise.all(
      carts.map(({ shopper, cartId }) =>
        shopper.ask("PlaceOrder", { input: placement(cartId, { email: `${unique()}@example.com` }) }),
      ),
    );
    expect(countOf(answers, "OrderPlaced")).toBe(1);
    expect(countOf(answers, "DiscountCodeUsedUp")).toBe(9);
    expect(await available(platform(), teapot.slug)).toBe(99);
  }, 90_000);

  test("ten adds of one to one line: ten pieces", async () => {
    const teapot = await product(platform(), { onHand: 20 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    await Promise.all(
      times(9).map(() =>
        shopper.ask("AddCartLines", { input: { cartId, lines: [{ variantId: teapot.variantId, quantity: 1 }] } }),
      ),
    );
    const cart = await shopper.ask("Cart", { id: cartId });
    expect(cart.lines.map((line: { quantity: number }) => line.quantity)).toEqual([10]);
  });

  test("50 adds and new counts of one line at once follow one another: each answer is the one before with its own change", async () => {
    const teapot = await product(platform(), { onHand: 1_000 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const before = await shopper.ask("Cart", { id: cartId });
    const lineId = before.lines[0].id;
    const answers = await Promise.all(
      times(50).map(async (index) => {
        const count = index % 5 === 0 ? 20 + index : null;
        const { cart } =
          count === null
            ? await shopper.ask("AddCartLines", {
                input: { cartId, lines: [{ variantId: teapot.variantId, quantity: 1 }] },
              })
            : await shopper.ask("UpdateCartLines", { input: { cartId, lines: [{ lineId, quantity: count }] } });
        return { count, version: cart.version as number, quantity: cart.lines[0].quantity as number };
      }),
    );
    answers.sort((one, other) => one.version - other.version);
    let quantity = 1;
    for (const [index, answer] of answers.entries()) {
      quantity = answer.count ?? quantity + 1;
      expect(answer).toMatchObject({ version: before.version + index + 1, quantity });
    }
    expect((await shopper.ask("Cart", { id: cartId })).lines[0].quantity).toBe(quantity);
  });

  test("40 buyers of crossing lines, some declined: what was sold and what is left is what there was", async () => {
    const teapots = await Promise.all(times(4).map(() => product(platform(), { onHand: 6 })));
    const carts = await Promise.all(
      times(40).map(async (index) => {
        const shopper = guest(platform());
        const wanted = times(3).map((line) => teapots[(index + line * (index % 2 ? 1 : 3)) % 4]!);
        const lines = wanted.map(({ variantId }) => ({ variantId, quantity: 1 }));
        return { shopper, cartId: (await shopper.ask("AddCartLines", { input: { lines } })).cart.id as string };
      }),
    );
    const answers = await Promise.all(
      carts.map(({ shopper, cartId }, index) => {
        const paymentMethod = index % 5 ? "pm_card_visa" : "pm_card_visa_chargeDeclined";
        return shopper.ask("PlaceOrder", {
          input: placement(cartId, { payment: { provider: "TEST", paymentMethod } }),
        });
      }),
    );
    const ends = ["OrderPlaced", "OutOfStock", "PaymentDeclined"];
    for (const { __typename } of answers) expect(ends).toContain(__typename);
    const sold = answers.flatMap(({ order }) => order?.lines ?? []);
    for (const { slug, variantId } of teapots) {
      const own = sold.filter(({ variant }) => variant.id === variantId).length;
      // A declined order gives its stock back before, or just after, it is answered.
      await eventually(async () => expect(await available(platform(), slug)).toBe(6 - own));
    }
  }, 90_000);

  test("a code once for each customer, by one of them with ten carts at once: used once", async () => {
    const teapot = await product(platform(), { onHand: 100 });
    const code = `MINE-${unique()}`;
    const promotion = { code, kind: "PERCENTAGE", percentage: 10, usageLimitPerCustomer: 1 };
    await (await staff(platform())).ask("CreatePromotion", { input: promotion });
    const email = `${unique()}@example.com`;
    const answers = await Promise.all(
      times(10).map(async (index) => {
        const shopper = guest(platform());
        const cartId = await cartWith(shopper, teapot.variantId);
        await shopper.ask("ApplyDiscountCode", { input: { cartId, code } });
        const input = placement(cartId, { email: index % 2 ? email : email.toUpperCase() });
        return shopper.ask("PlaceOrder", { input });
      }),
    );
    expect(countOf(answers, "OrderPlaced")).toBe(1);
    expect(countOf(answers, "DiscountCodeUsedUp")).toBe(9);
  }, 90_000);
});
