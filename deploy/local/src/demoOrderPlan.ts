import { createHash } from "node:crypto";
import { demoShoppers } from "./demoPeople.ts";

/** How an order of the demo store went; one is rejected when its shopper does not confirm the payment. */
export type DemoCourse = "confirmed" | "shipped" | "delivered" | "returned" | "cancelled" | "rejected";

/** An order of the past weeks, as it is to be placed again. */
export interface DemoOrder {
  /** From 0, the oldest. */
  readonly number: number;
  /** Of `demoShoppers`; null: the customer whose account everybody can sign in to. */
  readonly shopper: number | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly discountCode: string | null;
  readonly express: boolean;
  readonly course: DemoCourse;
  /** Of each entry of its timeline, in hours before the store was opened; the first is when it was placed. */
  readonly hoursAgo: readonly number[];
}

export const orderCount = 360;
const days = 35;
/** One in so many is Cleo's. */
const ofOpenAccount = 35;

/**
 * The orders of the past weeks, oldest first: the same for the same assortment. `products` are the SKUs of each product,
 * in an order that does not change. Few products sell much and most sell a little, as in shops.
 */
export function planDemoOrders(products: readonly (readonly string[])[]): DemoOrder[] {
  const byRank = products
    .map((skus) => ({ skus, rank: chance(`rank ${skus[0]}`) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ skus }) => skus);
  return Array.from({ length: orderCount }, (_, number) => planOrder(number, byRank));
}

function planOrder(number: number, byRank: readonly (readonly string[])[]): DemoOrder {
  const draw = (what: string) => chance(`order ${number} ${what}`);
  // Somewhat more in the later days: a store that grows. The last are an hour old and more.
  const age = days * 24 * (1 - ((number + 0.5) / orderCount) ** 0.8) + 1 + draw("hour");
  const course = courseOf(age, draw("course"));
  const skus = new Map<string, number>();
  const lineCount = 1 + Math.floor(draw("lines") ** 2 * 4);
  for (let line = 0; line < lineCount; line++) {
    const variants = byRank[Math.floor(draw(`product ${line}`) ** 3 * byRank.length)]!;
    const sku = variants[Math.floor(draw(`variant ${line}`) * variants.length)]!;
    skus.set(sku, draw(`quantity ${line}`) < 0.85 ? 1 : 2);
  }
  return {
    number,
    shopper:
      number % ofOpenAccount === ofOpenAccount - 3 ? null : Math.floor(draw("shopper") ** 1.5 * demoShoppers.length),
    lines: [...skus].map(([sku, quantity]) => ({ sku, quantity })),
    discountCode: draw("code") < 0.15 ? (draw("which code") < 0.5 ? "FIVEOFF" : "SHIPFREE") : null,
    express: draw("express") < 0.25,
    course,
    hoursAgo: timesOf(course, age, draw),
  };
}

/** What becomes of orders with time. */
function courseOf(age: number, draw: number): DemoCourse {
  if (draw < 0.03) return "rejected";
  if (draw < 0.08) return "cancelled";
  if (age < 30) return draw < 0.3 ? "shipped" : "confirmed";
  if (age < 120) return draw < 0.25 ? "confirmed" : draw < 0.7 ? "shipped" : "delivered";
  return draw < 0.12 ? "returned" : "delivered";
}

/** Placed, confirmed, shipped, delivered, returned; or placed, confirmed, cancelled; or placed, rejected. */
function timesOf(course: DemoCourse, placed: number, draw: (what: string) => number): number[] {
  const decided = placed - 0.001;
  const shipped = placed * (1 - 0.1 - draw("packing") * 0.1);
  const steps: Readonly<Record<DemoCourse, readonly number[]>> = {
    rejected: [decided],
    confirmed: [decided],
    cancelled: [decided, placed * 0.9],
    shipped: [decided, shipped],
    delivered: [decided, shipped, shipped * 0.5],
    returned: [decided, shipped, shipped * 0.6, shipped * 0.2],
  };
  // Nothing takes longer than a few days, however long ago it was.
  const longest = [0, 0.01, 30, 90, 200];
  return [placed, ...steps[course].map((at, index) => Math.max(at, placed - longest[index + 1]!))];
}

/** From 0 up to 1, the same for the same key. */
function chance(key: string): number {
  return createHash("sha256").update(key).digest().readUInt32BE() / 2 ** 32;
}
