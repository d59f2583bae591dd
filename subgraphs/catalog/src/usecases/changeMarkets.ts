import { InvalidInput } from "../domain/issue.ts";
import { limits } from "../domain/limits.ts";
import type { Market, PriceList } from "../domain/market.ts";
import { type MarketDraft, type PriceListDraft, readMarket, readPriceList } from "../domain/marketDraft.ts";
import type { Ports } from "../ports.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";

type MarketSaved = { readonly kind: "saved"; readonly market: Market };
export type CreateMarketOutcome = MarketSaved | { readonly kind: "code-taken" } | InvalidOutcome;
export type UpdateMarketOutcome = MarketSaved | { readonly kind: "market-not-found" } | InvalidOutcome;
export interface PriceListSaved {
  readonly kind: "saved";
  readonly market: Market;
  readonly priceList: PriceList;
}
export type CreatePriceListOutcome = PriceListSaved | { readonly kind: "market-not-found" } | InvalidOutcome;
export type UpdatePriceListOutcome = PriceListSaved | { readonly kind: "price-list-not-found" } | InvalidOutcome;

/** Makes a market. */
export function createMarket(
  { markets, newId }: Pick<Ports, "markets" | "newId">,
  draft: MarketDraft & { readonly code: string; readonly currency: string },
): Promise<CreateMarketOutcome> {
  return answeringInvalid(async () => {
    const market = { ...readMarket(draft), id: newId(), priceLists: [], version: 1 };
    if ((await markets.all()).length >= limits.markets) {
      throw new InvalidInput(`There are at most ${limits.markets} markets`, ["code"]);
    }
    const outcome = await markets.save(market, null);
    return outcome.kind === "saved" ? { kind: "saved", market } : { kind: "code-taken" };
  });
}

/** Changes a market's name or countries. */
export function updateMarket(
  ports: Pick<Ports, "markets">,
  code: string,
  draft: Partial<MarketDraft>,
): Promise<UpdateMarketOutcome> {
  return answeringInvalid<UpdateMarketOutcome>(async () => {
    const market = await rewriteMarket(
      ports,
      (one) => one.code === code,
      (before) => readMarket({ ...before, ...draft }),
    );
    return market ? { kind: "saved", market } : { kind: "market-not-found" };
  });
}

/** Gives a market one more price list. */
export function createPriceList(
  ports: Pick<Ports, "markets" | "newId">,
  code: string,
  draft: PriceListDraft,
): Promise<CreatePriceListOutcome> {
  return answeringInvalid<CreatePriceListOutcome>(async () => {
    const priceList = { ...readPriceList(draft), id: ports.newId() };
    const market = await rewriteMarket(
      ports,
      (one) => one.code === code,
      ({ priceLists }) => {
        if (priceLists.length >= limits.priceLists) {
          throw new InvalidInput(`A market has at most ${limits.priceLists} price lists`, ["market"]);
        }
        return { priceLists: [...priceLists, priceList] };
      },
    );
    return market ? { kind: "saved", market, priceList } : { kind: "market-not-found" };
  });
}

/** Changes a price list's name, or when it holds: one that has ended holds no more. */
export function updatePriceList(
  ports: Pick<Ports, "markets">,
  id: string,
  draft: Partial<PriceListDraft>,
): Promise<UpdatePriceListOutcome> {
  return answeringInvalid<UpdatePriceListOutcome>(async () => {
    const market = await rewriteMarket(
      ports,
      (one) => one.priceLists.some((list) => list.id === id),
      (before) => ({
        priceLists: before.priceLists.map((list) =>
          list.id === id ? { ...readPriceList({ ...list, ...draft }), id } : list,
        ),
      }),
    );
    const priceList = market?.priceLists.find((list) => list.id === id);
    return market && priceList ? { kind: "saved", market, priceList } : { kind: "price-list-not-found" };
  });
}

/** A market's next version, or null when there is none of these. */
async function rewriteMarket(
  { markets }: Pick<Ports, "markets">,
  isWanted: (market: Market) => boolean,
  make: (before: Market) => Partial<Market>,
): Promise<Market | null> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = (await markets.all()).find(isWanted);
    if (!before) return null;
    const market = { ...before, ...make(before), version: before.version + 1 };
    if ((await markets.save(market, before.version)).kind === "saved") return market;
  }
  throw new Error(`A market could not be changed against ${attempts} others`);
}
