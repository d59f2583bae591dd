import type {
  CreateMarketOutcome,
  CreatePriceListOutcome,
  PriceListSaved,
  UpdateMarketOutcome,
  UpdatePriceListOutcome,
} from "../../usecases/changeMarkets.ts";
import type { SetPricesOutcome } from "../../usecases/setPrices.ts";

/** An outcome as a member of CreateMarketResult. */
export function toCreateMarketResult(outcome: CreateMarketOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "MarketSaved" as const, market: outcome.market };
    case "code-taken":
      return { __typename: "MarketCodeTaken" as const, message: "There is a market of this code", path: ["code"] };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

/** An outcome as a member of UpdateMarketResult. */
export function toUpdateMarketResult(outcome: UpdateMarketOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "MarketSaved" as const, market: outcome.market };
    case "market-not-found":
      return marketNotFound("code");
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

/** An outcome as a member of CreatePriceListResult. */
export function toCreatePriceListResult(outcome: CreatePriceListOutcome) {
  switch (outcome.kind) {
    case "saved":
      return priceListSaved(outcome);
    case "market-not-found":
      return marketNotFound("market");
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

/** An outcome as a member of UpdatePriceListResult. */
export function toUpdatePriceListResult(outcome: UpdatePriceListOutcome) {
  switch (outcome.kind) {
    case "saved":
      return priceListSaved(outcome);
    case "price-list-not-found":
      return priceListNotFound("id");
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

/** An outcome as a member of SetPricesResult. */
export function toSetPricesResult(outcome: SetPricesOutcome) {
  switch (outcome.kind) {
    case "saved":
      return {
        __typename: "PricesSet" as const,
        market: outcome.market,
        changedProducts: outcome.changedProducts,
      };
    case "price-list-not-found":
      return priceListNotFound("priceListId");
    case "variant-not-found":
      return {
        __typename: "PricedVariantNotFound" as const,
        message: "There is no such variant",
        path: ["prices", String(outcome.index), "variantId"],
      };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

function priceListSaved({ priceList, market }: PriceListSaved) {
  return { __typename: "PriceListSaved" as const, priceList, market };
}

function marketNotFound(path: string) {
  return { __typename: "MarketNotFound" as const, message: "There is no such market", path: [path] };
}

function priceListNotFound(path: string) {
  return { __typename: "PriceListNotFound" as const, message: "There is no such price list", path: [path] };
}
