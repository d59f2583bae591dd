import { eventually } from "@angidi/testing";
import { describe, expect, test } from "@jest/globals";
import type { Fault } from "./world/neighbour.ts";
import { testCard } from "./world/payments.ts";
import { inWorld, paidBy, placement, staff, type World } from "./world/world.ts";

/** Tests here run beside each other, each in a world of its own: most of their time they wait for a job's turn. */
const inSagaWorld = (happen: (world: World) => Promise<void>) =>
  inWorld(async (world) => {
    world.inventory.setStock("TEA", 10);
    world.carts.newCode("TENTH", 10);
    await happen(world);
  });

const cartIn = (world: World) => world.carts.newCart({ TEA: 2 }, { codes: ["TENTH"] });
const heal = (world: World) => {
  world.carts.heal();
  world.inventory.heal();
  world.payments.heal();
};

/** What there is of an order outside: the codes it uses, the stock it holds, the money it took. */
function effectsOf(world: World, orderId: string) {
  const { captured, refunded } = world.payments.moneyOf(orderId);
  return {
    usesCode: world.carts.usesOf("TENTH").includes(orderId),
    reserved: world.inventory.stockOf("TEA").reserved,
    money: captured - refunded,
  };
}
const everything = { usesCode: true, reserved: 2, money: 2_000 - 200 + 500 + 140 };
const nothing = { usesCode: false, reserved: 0, money: 0 };

const operations = [
  ["redeem", "carts", "RedeemDiscountCodes"],
  ["reserve", "inventory", "ReserveStock"],
  ["authorise", "payments", "AuthorisePayment"],
  ["commit", "inventory", "CommitReservation"],
  ["capture", "payments", "CapturePayment"],
] as const;
const faults: Fault[] = ["unreachable", "answer-lost"];

describe.each(faults)("a neighbour that fails (%s) for a while", (fault) => {
  test.concurrent.each(operations)(
    "at %s leaves the order PLACED, and a job confirms it later",
    (_, service, operation) =>
      inSagaWorld(async (world) => {
        await world.start();
        world[service].fail(operation, fault);
        const input = placement(cartIn(world));
        const answer = await world.place(input);
        expect(answer).toMatchObject({
          __typename: "OrderPlaced",
          order: { status: "PLACED", paymentStatus: "PENDING" },
        });
        heal(world);
        await world.until(answer.order.id, "CONFIRMED");
        expect(effectsOf(world, answer.order.id)).toEqual(everything);
        expect(world.payments.captures).toEqual([answer.order.id]);
        expect(await world.place(input)).toMatchObject({ order: { id: answer.order.id, status: "CONFIRMED" } });
      }),
  );
});

describe("a refusal", () => {
  test.concurrent.each([
    ["of the code", (world: World) => world.carts.newCode("TENTH", 0), testCard.good, "DiscountCodeUsedUp"],
    ["of the stock", (world: World) => world.inventory.setStock("TEA", 1), testCard.good, "OutOfStock"],
    ["of the card", () => {}, testCard.declined, "PaymentDeclined"],
    ["at the capture", () => {}, testCard.failsLater, "PaymentDeclined"],
  ])("%s undoes all that was done", (_, arrange, card, typename) =>
    inSagaWorld(async (world) => {
      arrange(world);
      expect(await world.place(placement(cartIn(world), paidBy(card)))).toMatchObject({ __typename: typename });
      const id = await onlyOrderId(world);
      expect((await world.order(id)).status).toBe("REJECTED");
      expect(effectsOf(world, id)).toEqual(nothing);
    }),
  );

  const compensations = [
    ["restore", "carts", "RestoreDiscountCodes"],
    ["release", "inventory", "ReleaseReservation"],
    ["void", "payments", "VoidPayment"],
  ] as const;
  describe.each(faults)("whose undoing fails (%s)", (fault) => {
    test.concurrent.each(compensations)("at %s is answered all the same, and undone later", (_, service, operation) =>
      inSagaWorld(async (world) => {
        await world.start();
        world[service].fail(operation, fault);
        const input = placement(cartIn(world), paidBy(testCard.declined));
        const answer = await world.place(input);
        expect(answer).toMatchObject({ __typename: "PaymentDeclined" });
        expect(await world.place({ ...input, idempotencyKey: "another" })).toMatchObject({
          __typename: "CartAlreadyOrdered",
        });
        heal(world);
        const id = await onlyOrderId(world);
        await world.until(id, "REJECTED");
        expect(effectsOf(world, id)).toEqual(nothing);
        expect(await world.place(input)).toEqual(answer);
      }),
    );
  });
});

/** The id of the only order there is, once it is. */
function onlyOrderId(world: World): Promise<string> {
  return eventually(async () => {
    const list = await world.ask("{ orders { edges { node { id } } } }", {}, staff);
    expect(list.edges).toHaveLength(1);
    return list.edges[0].node.id;
  });
}

test.concurrent("a reservation that has expired before it is committed undoes the order", () =>
  inSagaWorld(async (world) => {
    const { order } = await world.place(placement(cartIn(world), paidBy(testCard.needsAction)));
    world.inventory.expire(order.id);
    await world.ask(
      `mutation($input: CompletePaymentActionInput!) { completePaymentAction(input: $input) { __typename } }`,
      { input: { orderId: order.id, outcome: "SUCCEEDED" } },
    );
    expect(await world.order(order.id)).toMatchObject({ status: "REJECTED", paymentStatus: "VOIDED" });
    expect(effectsOf(world, order.id)).toEqual(nothing);
  }));

test.concurrent(
  "a request that a neighbour holds up answers after ten seconds at most, with the order PLACED",
  () =>
    inSagaWorld(async (world) => {
      world.payments.fail("AuthorisePayment", { delayMilliseconds: 60_000 });
      const start = Date.now();
      const answer = await world.place(placement(cartIn(world)));
      expect(answer).toMatchObject({ __typename: "OrderPlaced", order: { status: "PLACED" } });
      expect(Date.now() - start).toBeLessThan(10_500);
    }),
  20_000,
);

test.concurrent("a job beside the request that is still at it does no harm", () =>
  inSagaWorld(async (world) => {
    await world.start();
    for (const [, service, operation] of operations) world[service].fail(operation, { delayMilliseconds: 800 }, 1);
    const placing = world.place(placement(cartIn(world)));
    await onlyOrderId(world);
    await world.hurry();
    const { order } = await placing;
    expect(order.status).toBe("CONFIRMED");
    expect(world.payments.captures).toEqual([order.id]);
    expect(world.inventory.calls.filter((operation) => operation === "ReserveStock")).toHaveLength(2); // both were at it
    expect(effectsOf(world, order.id)).toEqual(everything);
  }));

test.concurrent("cancelling while the placement is under way ends with nothing held or charged", () =>
  inSagaWorld(async (world) => {
    world.payments.fail("CapturePayment", { delayMilliseconds: 400 });
    const input = placement(cartIn(world));
    const placing = world.place(input);
    const id = await onlyOrderId(world);
    await eventually(() => world.payments.calls.includes("AuthorisePayment"));
    const cancelled = await world.cancel(id);
    const placed = await placing;
    expect(cancelled).toMatchObject({ __typename: "OrderCancelled", order: { status: "CANCELLED" } });
    expect(placed).toMatchObject({ __typename: "OrderPlaced", order: { status: "CANCELLED" } });
    expect(effectsOf(world, id)).toEqual(nothing);
  }));

test.concurrent("what cannot be undone after many attempts is left to staff, who see why and take it up again", () =>
  inSagaWorld(async (world) => {
    await world.start();
    world.payments.fail("VoidPayment", "unreachable");
    await world.place(placement(cartIn(world), paidBy(testCard.declined)));
    const id = await onlyOrderId(world);
    await world.database.query("test.tired", `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}'`);
    const parked = `{ orders(filter: { needsAttention: true }) { edges { node { id attention { reason } } } } }`;
    await eventually(async () => {
      await world.hurry();
      const { edges } = await world.ask(parked, {}, staff);
      expect(edges).toEqual([{ node: { id, attention: { reason: expect.stringContaining("ServiceUnavailable") } } }]);
    });

    heal(world);
    const resume = `mutation($input: ResumeOrderInput!) { resumeOrder(input: $input) { ... on OrderResumed { order { status attention { reason } } } } }`;
    await eventually(async () => {
      // The circuit to payments closes again after a while.
      const { order } = await world.ask(resume, { input: { orderId: id } }, staff);
      expect(order).toEqual({ status: "REJECTED", attention: null });
    });
    expect(effectsOf(world, id)).toEqual(nothing);
  }));
