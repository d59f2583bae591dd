import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createParty } from "../../../usecases/createParty.ts";

export const createSeller: MutationResolvers["createSeller"] = async (_parent, { input }, { ports }) => {
  const outcome = await createParty({ parties: ports.sellers, newId: ports.newId }, input.name);
  switch (outcome.kind) {
    case "saved":
      return { __typename: "SellerSaved", seller: outcome.party };
    case "name-taken":
      return { __typename: "SellerNameTaken", message: "There is a seller of this name", path: ["name"] };
    case "invalid-input":
      return { __typename: "InvalidInput", ...outcome.issue };
  }
};
