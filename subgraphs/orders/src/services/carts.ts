import type { PostalAddress } from "@angidi/contact";
import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type {
  ChangeRedemptionsMutation,
  ChangeRedemptionsMutationVariables,
  OrderQuoteQuery,
  OrderQuoteQueryVariables,
  PlacementQuoteQuery,
  PlacementQuoteQueryVariables,
  RedeemDiscountCodesMutation,
  RedeemDiscountCodesMutationVariables,
  RestoreDiscountCodesMutation,
  RestoreDiscountCodesMutationVariables,
} from "../generated/carts.ts";
import { type Call, repeatable } from "./call.ts";

type QuoteResult = PlacementQuoteQuery["placementQuote"];

/** The terms of an order to be. Amounts are minor units. */
export type Quote = Extract<QuoteResult, { __typename: "PlacementQuote" }>;
export type QuoteRefused = Extract<QuoteResult, { __typename: "PlacementRefused" }>;

/** What to order, where to and how. */
export interface QuoteRequest {
  readonly cartId: string;
  readonly shippingAddress: PostalAddress;
  readonly shippingMethodId: string;
  readonly email: string | null;
}

/** An order as it is to be, whose terms are asked for. */
export interface OrderQuoteRequest {
  readonly buyerId: string;
  readonly customerId: string | null;
  readonly currency: string;
  /** Whose prices new pieces have; null: the shop's own list prices. */
  readonly market: string | null;
  /** At whose prices new pieces are sold, by code, whoever asks. */
  readonly customerGroups: readonly string[];
  readonly lines: readonly {
    readonly lineId: string;
    readonly variantId: string;
    readonly quantity: number;
    readonly keptQuantity: number;
    readonly keptUnitPrice: number | null;
  }[];
  /** Those that the order uses: none other apply to it. */
  readonly promotionIds: readonly string[];
  readonly shippingAddress: PostalAddress;
  readonly shippingMethodId: string;
}

export type Redeemed =
  | { readonly kind: "redeemed" }
  | { readonly kind: "refused"; readonly code: string; readonly reason: string };

/** What orders asks of carts. Throws ServiceUnavailable and ServiceRefused. */
export interface Carts {
  quote(request: QuoteRequest, call: Call): Promise<Quote | QuoteRefused>;
  /** The terms of an edited order; each line names by `cartLineId` the line that it was asked for by. */
  orderQuote(request: OrderQuoteRequest, call: Call): Promise<Quote | QuoteRefused>;
  redeem(
    request: {
      orderId: string;
      buyerId: string;
      customerId: string | null;
      email: string | null;
      promotionIds: readonly string[];
    },
    call: Call,
  ): Promise<Redeemed>;
  /** Makes an order use these promotions and no others, once by the change's id. */
  changeRedemptions(
    request: { orderId: string; changeId: string; promotionIds: readonly string[] },
    call: Call,
  ): Promise<Redeemed>;
  restore(orderId: string, call: Call): Promise<void>;
}

const operations = loadOperations(new URL("./carts.graphql", import.meta.url));
const placementQuote = operation<PlacementQuoteQuery, PlacementQuoteQueryVariables>(operations, "PlacementQuote");
const orderQuote = operation<OrderQuoteQuery, OrderQuoteQueryVariables>(operations, "OrderQuote");
const redeemDiscountCodes = operation<RedeemDiscountCodesMutation, RedeemDiscountCodesMutationVariables>(
  operations,
  "RedeemDiscountCodes",
);
const changeRedemptions = operation<ChangeRedemptionsMutation, ChangeRedemptionsMutationVariables>(
  operations,
  "ChangeRedemptions",
);
const restoreDiscountCodes = operation<RestoreDiscountCodesMutation, RestoreDiscountCodesMutationVariables>(
  operations,
  "RestoreDiscountCodes",
);

export function cartsBy(client: ServiceClient): Carts {
  return {
    async quote({ cartId, shippingAddress, shippingMethodId, email }, call) {
      const input = { cartId, shippingAddress, shippingMethodId, email };
      const { placementQuote: answer } = await client.call(placementQuote, { input }, repeatable(call));
      return answer;
    },

    async orderQuote(request, call) {
      const lines = request.lines.map(({ lineId, variantId, quantity, keptQuantity, keptUnitPrice }) => ({
        ...{ lineId, variantId, quantity, keptQuantity, keptUnitPrice },
      }));
      const { customerGroups, promotionIds } = request;
      const input = { ...request, lines, customerGroups: [...customerGroups], promotionIds: [...promotionIds] };
      const { orderQuote: answer } = await client.call(orderQuote, { input }, repeatable(call));
      return answer;
    },

    async redeem({ orderId, buyerId, customerId, email, promotionIds }, call) {
      const input = {
        orderId,
        buyerId,
        customerId,
        email,
        redemptions: promotionIds.map((promotionId) => ({ promotionId })),
      };
      const { redeemDiscountCodes: answer } = await client.call(redeemDiscountCodes, { input }, repeatable(call));
      return toRedeemed(answer);
    },

    async changeRedemptions({ orderId, changeId, promotionIds }, call) {
      const input = { orderId, changeId, promotionIds: [...promotionIds] };
      const { changeRedemptions: answer } = await client.call(changeRedemptions, { input }, repeatable(call));
      return toRedeemed(answer);
    },

    async restore(orderId, call) {
      await client.call(restoreDiscountCodes, { orderId }, repeatable(call));
    },
  };
}

function toRedeemed(answer: RedeemDiscountCodesMutation["redeemDiscountCodes"]): Redeemed {
  return answer.__typename === "DiscountCodesRedeemed"
    ? { kind: "redeemed" }
    : { kind: "refused", code: answer.code ?? "", reason: answer.reason };
}
