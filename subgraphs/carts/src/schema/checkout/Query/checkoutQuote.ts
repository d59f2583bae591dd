import { userIdOf } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quoteCheckout } from "../../../usecases/quoteCheckout.ts";
import { toUserError } from "../../userErrors.ts";
import { toCheckoutQuote } from "../toCheckoutQuote.ts";

export const checkoutQuote: NonNullable<QueryResolvers["checkoutQuote"]> = async (
  _parent,
  { input: { cartId, shippingAddress, shippingMethodId } },
  { ports, loaders, caller },
) => {
  const result = await quoteCheckout(
    { ...loaders, carts: ports.carts },
    { userId: userIdOf(caller), cartId, shippingAddress, shippingMethodId: shippingMethodId ?? null },
  );
  return result.kind === "quoted" ? toCheckoutQuote(result.quote, result.priced) : toUserError(result);
};
