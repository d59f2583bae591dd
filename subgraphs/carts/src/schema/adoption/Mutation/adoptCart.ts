import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { adoptCart as adopt } from "../../../usecases/adoptCart.ts";
import { toUserError } from "../../userErrors.ts";

export const adoptCart: NonNullable<MutationResolvers["adoptCart"]> = async (_parent, { input }, { ports }) => {
  const result = await adopt(ports, input);
  switch (result.kind) {
    case "adopted":
      return { __typename: "CartAdopted", cartId: result.cartId };
    case "deferred":
      return { __typename: "CartAdoptionDeferred", cartId: result.cartId };
    case "cart-not-found":
      return toUserError(result);
  }
};
