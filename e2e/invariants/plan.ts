import fc from "fast-check";
import type { Delivery, Payment, Provider, ShopperOperation, StaffOperation } from "./plannedOperations.ts";

export interface Plan {
  readonly shoppers: readonly (readonly ShopperOperation[])[];
  readonly staff: readonly (readonly StaffOperation[])[];
  /** Of Stripe's events, one after the other, and over again. */
  readonly deliveries: readonly Delivery[];
}

export interface PlanSize {
  readonly shoppers: number;
  readonly staff: number;
  /** Of each of them. */
  readonly operations: number;
}

/** How many products there are: one that staff keep changing the stock of, the others with few pieces that never come back. */
export const productCount = 5;
export const codeCount = 2;
const deliveryCount = 97;

const pick = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const payment: fc.Arbitrary<Payment> = fc.oneof(
  { weight: 6, arbitrary: fc.constant("paid" as const) },
  { weight: 1, arbitrary: fc.constantFrom<Payment>("declined", "confirmed", "refused", "abandoned") },
);

const provider = fc.constantFrom<Provider>("TEST", "STRIPE");
const delivery = fc.oneof(
  { weight: 3, arbitrary: fc.constant("once" as const) },
  { weight: 1, arbitrary: fc.constantFrom<Delivery>("twice", "late", "never", "forged", "stale") },
);

const shopperOperation: fc.Arbitrary<ShopperOperation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      product: fc.nat(productCount - 1),
      quantity: fc.integer({ min: 1, max: 3 }),
      tabs: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(3) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("set" as const), pick, quantity: fc.integer({ min: 0, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("code" as const), code: fc.nat(codeCount - 1) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "quote" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "read" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "register" as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("place" as const),
      payment,
      provider,
      comesBack: fc.boolean(),
      requests: fc.integer({ min: 1, max: 3 }),
      keys: fc.constantFrom("one" as const, "many" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("repeat" as const), pick, isChanged: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("cancel" as const),
      pick,
      requests: fc.integer({ min: 1, max: 2 }),
      isPart: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      pick,
      change: fc.oneof(
        fc.constantFrom("more" as const, "less" as const),
        fc.record({ product: fc.nat(productCount - 1) }),
      ),
      payment,
      provider,
      comesBack: fc.boolean(),
      requests: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("saveForLater" as const, "moveToCart" as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("claim" as const), pick }) },
);

const staffOperation: fc.Arbitrary<StaffOperation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("fulfil" as const), pick, isPart: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("deliver" as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("refund" as const),
      pick,
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      restock: fc.boolean(),
      requests: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), pick, isPart: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), pick, change: fc.constant("less" as const) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("return" as const),
      pick,
      condition: fc.constantFrom("RESTOCK" as const, "WRITE_OFF" as const),
      requests: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stock" as const), onHand: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("adjust" as const), delta: fc.integer({ min: -3, max: 9 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("transfer" as const),
      product: fc.nat(productCount - 1),
      quantity: fc.integer({ min: 1, max: 4 }),
      isBack: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("policy" as const), limit: fc.nat(6) }) },
);

/** The plan that a seed stands for, always the same; what the operations meet is a matter of timing. */
export function planOf(seed: number, { shoppers, staff, operations }: PlanSize): Plan {
  const exactly = (length: number) => ({ minLength: length, maxLength: length, size: "max" as const });
  const plan = fc.record({
    shoppers: fc.array(fc.array(shopperOperation, exactly(operations)), exactly(shoppers)),
    staff: fc.array(fc.array(staffOperation, exactly(operations)), exactly(staff)),
    deliveries: fc.array(delivery, exactly(deliveryCount)),
  });
  return fc.sample(plan, { seed, numRuns: 1 })[0]!;
}
