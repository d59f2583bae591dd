import type { PostalAddress } from "@angidi/contact";
import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { LineDiscount, LineTax } from "../domain/explanation.ts";
import type {
  PlacementQuoteQuery,
  PlacementQuoteQueryVariables,
  RedeemDiscountCodesMutation,
  RedeemDiscountCodesMutationVariables,
  RestoreDiscountCodesMutation,
  RestoreDiscountCodesMutationVariables,
} from "../generated/carts.ts";
import { type Call, repeatable } from "./call.ts";

type QuoteResult = PlacementQuoteQuery["placementQuote"];
type PlacementTerms = Extract<QuoteResult, { __typename: "PlacementQuote" }>;

/** What makes up the discount and the tax of a line; absent where carts does not tell. */
interface LineExplanation {
  readonly discounts?: readonly LineDiscount[];
  readonly taxes?: readonly LineTax[];
}

/** The terms of an order to be. Amounts are minor units. */
export type Quote = Omit<PlacementTerms, "lines"> & {
  readonly lines: readonly (PlacementTerms["lines"][number] & LineExplanation)[];
  readonly shippingDiscounts?: readonly LineDiscount[];
  readonly shippingTaxes?: readonly LineTax[];
  readonly taxIncluded?: boolean;
};
export type QuoteRefused = Extract<QuoteResult, { __typename: "PlacementRefused" }>;

/** What to order, where to and how. */
export interface QuoteRequest {
  readonly cartId: string;
  readonly shippingAddress: PostalAddress;
  readonly shippingMethodId: string;
}

export type Redeemed =
  | { readonly kind: "redeemed" }
  | { readonly kind: "refused"; readonly code: string; readonly reason: string };

/** What orders asks of carts. Throws ServiceUnavailable and ServiceRefused. */
export interface Carts {
  quote(request: QuoteRequest, call: Call): Promise<Quote | QuoteRefused>;
  redeem(
    request: { orderId: string; buyerId: string; email: string | null; promotionIds: readonly string[] },
    call: Call,
  ): Promise<Redeemed>;
  restore(orderId: string, call: Call): Promise<void>;
}

const operations = loadOperations(new URL("./carts.graphql", import.meta.url));
const placementQuote = operation<PlacementQuoteQuery, PlacementQuoteQueryVariables>(operations, "PlacementQuote");
const redeemDiscountCodes = operation<RedeemDiscountCodesMutation, RedeemDiscountCodesMutationVariables>(
  operations,
  "RedeemDiscountCodes",
);
const restoreDiscountCodes = operation<RestoreDiscountCodesMutation, RestoreDiscountCodesMutationVariables>(
  operations,
  "RestoreDiscountCodes",
);

export function cartsBy(client: ServiceClient): Carts {
  return {
    async quote({ cartId, shippingAddress, shippingMethodId }, call) {
      const input = { cartId, shippingAddress, shippingMethodId };
      const { placementQuote: answer } = await client.call(placementQuote, { input }, repeatable(call));
      return answer;
    },

    async redeem({ orderId, buyerId, email, promotionIds }, call) {
      const input = { orderId, buyerId, email, redemptions: promotionIds.map((promotionId) => ({ promotionId })) };
      const { redeemDiscountCodes: answer } = await client.call(redeemDiscountCodes, { input }, repeatable(call));
      return answer.__typename === "DiscountCodesRedeemed"
        ? { kind: "redeemed" }
        : { kind: "refused", code: answer.code ?? "", reason: answer.reason };
    },

    async restore(orderId, call) {
      await client.call(restoreDiscountCodes, { orderId }, repeatable(call));
    },
  };
}
