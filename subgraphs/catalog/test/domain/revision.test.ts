import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Product } from "../../src/domain/product.ts";
import { changesBetween, withoutChanges } from "../../src/domain/revision.ts";
import { someProduct, someVariant } from "../makeProduct.ts";

const base = someProduct({ variants: ["a", "b", "c"].map((id) => someVariant({ id, sku: id })) });
const translation = (title: string) => ({ title, description: null, options: [] });

/** Contents that a product may have: any of its variants in any order, and what is kept by entry. */
const content: fc.Arbitrary<Product> = fc
  .record({
    title: fc.constantFrom("Mug", "Cup"),
    tags: fc.subarray(["x", "y"]),
    categoryId: fc.constantFrom(null, "c1"),
    variants: fc
      .shuffledSubarray(base.variants as Product["variants"][number][], { minLength: 1 })
      .chain((variants) =>
        fc
          .array(fc.constantFrom(1, 2), { minLength: variants.length, maxLength: variants.length })
          .map((amounts) => variants.map((one, at) => ({ ...one, price: { amount: amounts[at]!, currency: "USD" } }))),
      ),
    translations: fc.dictionary(fc.constantFrom("de", "de-AT"), fc.constantFrom("a", "b").map(translation)),
    attributes: fc.dictionary(fc.constantFrom("height", "colour"), fc.constantFrom<string | number>(1, "red")),
  })
  .map((changes) => ({ ...base, ...changes }));

/** As a store gives it back: the keys of its objects in another order. */
function stored(product: Product): Product {
  return JSON.parse(JSON.stringify(product), (_key, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as Product;
}

describe("The changes between two versions", () => {
  test("are none between a version and itself, as a store gives it back", () => {
    fc.assert(fc.property(content, (product) => expect(changesBetween(stored(product), product)).toEqual([])));
  });

  test("lead from any version back to any other, through those between", () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 2, maxLength: 5 }), (versions) => {
        const changes = versions.slice(1).map((after, index) => changesBetween(versions[index]!, after));
        const [first, last] = [versions[0]!, versions.at(-1)!];
        const back = withoutChanges(last, changes.toReversed().flat());
        const { variants, ...rest } = back;
        const { variants: wanted, ...others } = first;
        expect(rest).toEqual(others);
        expect(variants.filter(({ id }) => wanted.some((variant) => variant.id === id))).toEqual(wanted);
        // Whatever came since is still there, and sold no longer.
        const since = variants.filter(({ id }) => !wanted.some((variant) => variant.id === id));
        expect(since.every(({ retired }) => retired)).toBe(true);
        expect(variants.map(({ id }) => id)).toEqual(expect.arrayContaining(last.variants.map(({ id }) => id)));
      }),
    );
  });

  test("of one price among a hundred variants are one variant's", () => {
    const variants = Array.from({ length: 100 }, () => someVariant());
    const before = someProduct({ variants });
    const [first, ...others] = variants;
    const after = { ...before, variants: [{ ...first!, price: { amount: 1, currency: "USD" } }, ...others] };
    const changes = changesBetween(before, after);
    expect(changes).toHaveLength(1);
    expect(JSON.stringify(changes).length).toBeLessThan(1_000);
  });

  test("leave what is no content as it is now", () => {
    const before = { ...base, moderation: { state: "PENDING", reason: null } } as const;
    const after = { ...before, moderation: { state: "APPROVED", reason: null }, version: 9, title: "Other" } as const;
    const back = withoutChanges(after, changesBetween(before, after));
    expect(back).toEqual({ ...after, title: before.title });
  });
});
