import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { openDemoJournal } from "../src/demoJournal.ts";
import { orderCount, planDemoOrders } from "../src/demoOrderPlan.ts";
import { accountHolders, demoShoppers } from "../src/demoPeople.ts";

/** 500 products of three variants. */
const products = Array.from({ length: 500 }, (_, index) => ["S", "M", "L"].map((size) => `DEMO-${index}-${size}`));
const orders = planDemoOrders(products);

describe("The past weeks' orders of the demo store", () => {
  test("are the same for the same products", () => {
    expect(planDemoOrders(products)).toEqual(orders);
    expect(orders).toHaveLength(orderCount);
  });

  test("begin weeks ago and end before the store was opened, each of them in the order of its steps", () => {
    for (const [index, { hoursAgo }] of orders.entries()) {
      expect(hoursAgo.toSorted((left, right) => right - left)).toEqual(hoursAgo);
      expect(hoursAgo.at(-1)).toBeGreaterThan(0);
      // Placed in this order, give or take the hour.
      if (index > 0) expect(hoursAgo[0]).toBeLessThan(orders[index - 1]!.hoursAgo[0]! + 1);
    }
    expect(orders[0]!.hoursAgo[0]).toBeGreaterThan(28 * 24);
    expect(orders.at(-1)!.hoursAgo[0]).toBeLessThan(24);
  });

  test("went all ways that orders go", () => {
    const courses = Map.groupBy(orders, ({ course }) => course);
    expect(new Set(courses.keys())).toEqual(
      new Set(["confirmed", "shipped", "delivered", "returned", "cancelled", "rejected"]),
    );
    expect(courses.get("delivered")!.length).toBeGreaterThan(orderCount / 2);
  });

  test("sell few products much and most a little", () => {
    const sold = Map.groupBy(
      orders.flatMap(({ lines }) => lines),
      ({ sku }) => sku.split("-")[1],
    );
    const counts = [...sold.values()].map((lines) => lines.length).sort((left, right) => right - left);
    expect(counts[0]).toBeGreaterThan(20);
    expect(counts.slice(0, 50).reduce((sum, count) => sum + count)).toBeGreaterThan(
      counts.slice(50).reduce((sum, count) => sum + count) / 2,
    );
    expect(counts.length).toBeGreaterThan(150);
  });

  test("are of customers, of guests, and of whose account everybody can sign in to", () => {
    const shoppers = orders.map(({ shopper }) => shopper);
    expect(shoppers.filter((shopper) => shopper === null).length).toBeGreaterThan(5);
    expect(shoppers.some((shopper) => shopper !== null && shopper >= accountHolders)).toBe(true);
    expect(new Set(shoppers).size).toBeGreaterThan(30);
    expect(new Set(demoShoppers.map(({ email }) => email)).size).toBe(demoShoppers.length);
  });
});

describe("Their journal", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "angidi-journal-"));
    folders.push(folder);
    return folder;
  }

  test("tells the next start what was done, and from when to count", () => {
    const config = { dataFolder: newFolder(), databaseUrls: {} };
    const first = openDemoJournal(config);
    first.noteCart(7, "a-cart");
    first.noteDone(6);
    const second = openDemoJournal(config);
    expect(second.openedAt).toEqual(first.openedAt);
    expect([second.cartOf(7), second.isDone(6), second.isDone(7)]).toEqual(["a-cart", true, false]);
    expect(second.isFinished).toBe(false);
    second.finish();
    expect(openDemoJournal(config).isFinished).toBe(true);
  });

  test("is of these databases and not of others", () => {
    const dataFolder = newFolder();
    openDemoJournal({ dataFolder, databaseUrls: {} }).finish();
    expect(openDemoJournal({ dataFolder, databaseUrls: { orders: "postgres://x/y" } }).isFinished).toBe(false);
  });
});
