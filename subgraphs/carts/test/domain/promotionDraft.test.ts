import { describe, expect, test } from "@jest/globals";
import { discountCodeKey } from "../../src/domain/promotion.ts";
import { type PromotionDraft, termsOf } from "../../src/domain/promotionDraft.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const percent: PromotionDraft = { code: "SAVE", kind: "PERCENTAGE", percentage: 10 };
const fixed: PromotionDraft = { code: "SAVE", kind: "FIXED_AMOUNT", amount: usd(500) };

describe("a draft of a promotion", () => {
  test.each([
    [10, 1_000],
    [12.5, 1_250],
    [33.33, 3_333],
    [0.01, 1],
    [100, 10_000],
  ])("of %d percent comes to %d basis points", (percentage, basisPoints) => {
    expect(termsOf({ ...percent, percentage }, "USD")).toMatchObject({
      kind: "terms",
      terms: { benefit: { kind: "PERCENTAGE", basisPoints } },
    });
  });

  test("keeps its code as it was written, without spaces around it", () => {
    expect(termsOf({ ...percent, code: " Sommer-Süße_26 " }, "USD")).toMatchObject({
      terms: { code: "Sommer-Süße_26" },
    });
  });

  test.each<[string, PromotionDraft, string[]]>([
    ["a percentage of 0", { ...percent, percentage: 0 }, ["percentage"]],
    ["no percentage", { ...percent, percentage: null }, ["percentage"]],
    ["a percentage above 100", { ...percent, percentage: 100.01 }, ["percentage"]],
    ["a percentage with three decimals", { ...percent, percentage: 1.005 }, ["percentage"]],
    ["an amount beside a percentage", { ...percent, amount: usd(1) }, ["amount"]],
    ["no amount", { ...fixed, amount: null }, ["amount"]],
    ["an amount of nothing", { ...fixed, amount: usd(0) }, ["amount"]],
    ["an amount in another currency", { ...fixed, amount: { amount: 1, currency: "EUR" } }, ["amount", "currency"]],
    ["a negative minimum", { ...fixed, minimumSubtotal: usd(-1) }, ["minimumSubtotal", "amount"]],
    ["a limit of 0", { ...fixed, usageLimit: 0 }, ["usageLimit"]],
    ["a limit per customer of −1", { ...fixed, usageLimitPerCustomer: -1 }, ["usageLimitPerCustomer"]],
    [
      "an end before its start",
      { ...fixed, startsAt: "2026-02-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z" },
      ["endsAt"],
    ],
    ["a blank code", { ...fixed, code: "  " }, ["code"]],
    ["markup for a code", { ...fixed, code: "<b>SAVE</b>" }, ["code"]],
    ["an emoji for a code", { ...fixed, code: "🎉" }, ["code"]],
    ["a code that is too long", { ...fixed, code: "x".repeat(65) }, ["code"]],
  ])("is refused with %s", (_what, draft, path) => {
    expect(termsOf(draft, "USD")).toMatchObject({ kind: "invalid-input", path });
  });
});

test("codes are the same whatever their case and the spaces around them", () => {
  expect(discountCodeKey("  save10 ")).toBe(discountCodeKey("SAVE10"));
});
