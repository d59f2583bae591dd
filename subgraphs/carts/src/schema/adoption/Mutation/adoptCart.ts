import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { adoptCart as adopt } from "../../../usecases/adoptCart.ts";
import { toUserError } from "../../userErrors.ts";

export const adoptCart: NonNullable<MutationResolvers["adoptCart"]> = async (_parent, { input }, { ports }) => {
  const result = await adopt(ports, input);
  return result.kind === "adopted" ? { __typename: "CartAdopted", cartId: result.cartId } : toUserError(result);
};
