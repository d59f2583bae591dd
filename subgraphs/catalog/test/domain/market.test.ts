import { money } from "@angidi/money";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  listsInForce,
  type Market,
  marketPriceOf,
  marketPriceRangeOf,
  type PriceList,
} from "../../src/domain/market.ts";
import { someProduct, someVariant } from "../makeProduct.ts";

const now = new Date("2026-06-15T12:00:00.000Z");
const eur = (amount: number) => money(amount, "EUR");

function market(priceLists: PriceList[], currency = "EUR"): Market {
  return { id: "m", code: "eurozone", name: "Euro zone", countries: ["DE"], currency, priceLists, version: 1 };
}

function list(id: string, startsAt: string | null = null, endsAt: string | null = null): PriceList {
  return { id, name: id, startsAt, endsAt };
}

const listFor = (customerGroup: string, id: string): PriceList => ({ ...list(id), customerGroup });

const listed = (priceListId: string, amount: number) => ({ priceListId, price: eur(amount), compareAtPrice: null });

describe("The price lists in force", () => {
  test("are those that have begun and not ended, the one that began last first", () => {
    const lists = [
      list("always"),
      list("until-now", null, "2026-06-15T12:00:00.000Z"),
      list("since-now", "2026-06-15T12:00:00.000Z"),
      list("sale", "2026-06-01T00:00:00.000Z", "2026-06-30T00:00:00.000Z"),
      list("elsewhere", "2026-06-15T14:30:00+02:00"),
    ];
    expect(listsInForce(market(lists), now).map(({ id }) => id)).toEqual(["since-now", "sale", "always"]);
  });

  test("do not depend on the order that they are kept in", () => {
    const time = fc.option(fc.constantFrom("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"));
    const lists = fc.uniqueArray(fc.tuple(fc.uuid(), time, time), { selector: ([id]) => id, maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.nat(), (made, turn) => {
        const given = made.map(([id, startsAt, endsAt]) => list(id, startsAt, endsAt));
        const turned = given.map((_, index) => given[(index + turn) % given.length]!);
        expect(listsInForce(market(turned), now)).toEqual(listsInForce(market(given), now));
      }),
    );
  });
});

describe("A market's price", () => {
  test("is that of the first list in force that has one", () => {
    const euros = market([
      list("usual"),
      list("sale", "2026-06-01T00:00:00Z"),
      list("over", null, "2026-01-01T00:00:00Z"),
    ]);
    const both = someVariant({ prices: [listed("usual", 500), listed("sale", 300), listed("over", 100)] });
    const usual = someVariant({ prices: [listed("usual", 700), listed("another market's", 100)] });
    const none = someVariant();
    expect([both, usual, none].map((variant) => marketPriceOf(variant, euros, now)?.price)).toEqual([
      eur(300),
      eur(700),
      undefined,
    ]);
    const product = someProduct({
      variants: [both, usual, none, { ...both, prices: [listed("sale", 1)], retired: true }],
    });
    expect(marketPriceRangeOf(product, euros, now)).toEqual({ min: eur(300), max: eur(700) });
    expect(marketPriceRangeOf(someProduct(), euros, now)).toBeNull();
  });

  test("is, for members of groups, the lowest of those for everybody and for their groups", () => {
    const euros = market([list("usual"), listFor("vip", "for-vip"), listFor("trade", "for-trade")]);
    const variant = someVariant({
      prices: [listed("usual", 500), listed("for-vip", 400), { ...listed("for-trade", 450), compareAtPrice: eur(500) }],
    });
    const priceFor = (...groups: string[]) => marketPriceOf(variant, euros, now, groups)?.price.amount;
    expect([priceFor(), priceFor("vip"), priceFor("trade"), priceFor("trade", "vip"), priceFor("staff")]).toEqual([
      500, 400, 450, 400, 500,
    ]);
    const dearer = someVariant({ prices: [listed("usual", 500), listed("for-vip", 600)] });
    expect(marketPriceOf(dearer, euros, now, ["vip"])?.price).toEqual(eur(500));
    const forMembers = someVariant({ prices: [listed("for-vip", 600)] });
    expect(marketPriceOf(forMembers, euros, now)).toBeNull();
    expect(marketPriceOf(forMembers, euros, now, ["vip"])?.price).toEqual(eur(600));
  });

  test("is the list price where the market has its currency", () => {
    const variant = someVariant({ price: money(1_900, "USD"), compareAtPrice: money(2_000, "USD") });
    expect(marketPriceOf(variant, market([], "USD"), now)).toMatchObject({
      price: money(1_900, "USD"),
      compareAtPrice: money(2_000, "USD"),
    });
  });
});
