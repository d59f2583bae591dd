import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { demoProducts } from "../../src/demo/assortment.ts";
import { brands } from "../../src/demo/brands.ts";
import { stockOf } from "../../src/demo/stock.ts";
import { skusOf, variantsOf } from "../../src/demo/variants.ts";

const products = demoProducts();

describe("The demo store's assortment", () => {
  test("has some six hundred products, each with a slug and variants of its own", () => {
    expect(products.length).toBeGreaterThan(560);
    expect(products.length).toBeLessThan(640);
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
    const skus = products.flatMap(skusOf);
    expect(skus.length).toBeGreaterThan(1_500);
    expect(new Set(skus).size).toBe(skus.length);
    for (const sku of skus) expect(sku).toMatch(/^DEMO(-[A-Z0-9.]+)+$/);
  });

  test("lies in a tree of three levels, at its ends alone", () => {
    expect(new Set(products.map(({ path }) => path.length))).toEqual(new Set([3]));
    expect(new Set(products.map(({ path }) => path[0])).size).toBeGreaterThan(6);
    expect(new Set(products.map(({ path }) => path.join(" > "))).size).toBeGreaterThan(60);
  });

  test("is made by all of the brands and sold by five sellers", () => {
    expect(new Set(products.map(({ brand }) => brand))).toEqual(new Set(Object.keys(brands)));
    expect(new Set(products.map(({ seller }) => seller)).size).toBe(5);
  });

  test("is told of in two to six sentences, with tags", () => {
    for (const { description, tags, slug } of products) {
      const sentences = description.replace(/<[^>]+>/g, " ").match(/[.?!](?=\s|$)/g) ?? [];
      expect([slug, sentences.length >= 2 && sentences.length <= 6]).toEqual([slug, true]);
      expect(description).not.toMatch(/undefined|NaN/);
      expect(tags.length).toBeGreaterThan(0);
    }
  });

  test("has prices that rise with what is more, and some that were higher", () => {
    const variants = products.flatMap((product) => variantsOf(product, "USD"));
    for (const { price, compareAtPrice } of variants) {
      expect(price.amount).toBeGreaterThan(500);
      if (compareAtPrice) expect(compareAtPrice.amount).toBeGreaterThan(price.amount);
    }
    const reduced = products.filter(({ compareAtPrice }) => compareAtPrice !== null);
    expect(reduced.length / products.length).toBeGreaterThan(0.1);
    expect(reduced.length / products.length).toBeLessThan(0.3);
    const laptop = products.find(({ shape }) => shape === "laptop")!;
    expect(new Set(variantsOf(laptop, "USD").map(({ price }) => price.amount)).size).toBe(4);
  });

  test("has plenty of most, little of some, none of a few, and no end of gift cards", () => {
    const stock = products.flatMap((product) => stockOf(product, 2));
    const share = (test: (level: (typeof stock)[number]) => boolean) => stock.filter(test).length / stock.length;
    const isNowhere = ({ onHand, elsewhere }: (typeof stock)[number]) => onHand === 0 && elsewhere.length === 0;
    expect(share(isNowhere)).toBeGreaterThan(0.03);
    expect(share(isNowhere)).toBeLessThan(0.1);
    expect(share(({ onHand }) => onHand !== null && onHand > 0 && onHand < 5)).toBeGreaterThan(0.05);
    expect(share(({ elsewhere }) => elsewhere.length === 2)).toBeGreaterThan(0.3);
    expect(share(({ onHand, elsewhere }) => onHand === 0 && elsewhere.length > 0)).toBeGreaterThan(0.01);
    expect(stock.filter(({ onHand }) => onHand === null).every(({ sku }) => sku.includes("GIFT-CARD"))).toBe(true);
    expect(stock.some(({ onHand }) => onHand === null)).toBe(true);
  });

  test("is the same in another process", () => {
    const program = `
      import { createHash } from "node:crypto";
      import { demoProducts } from ${JSON.stringify(new URL("../../src/demo/assortment.ts", import.meta.url).href)};
      process.stdout.write(createHash("sha256").update(JSON.stringify(demoProducts())).digest("hex"));`;
    const other = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    expect(other).toBe(createHash("sha256").update(JSON.stringify(products)).digest("hex"));
  });
});
