import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createParty } from "../../../usecases/createParty.ts";

export const createBrand: MutationResolvers["createBrand"] = async (_parent, { input }, { ports }) => {
  const outcome = await createParty({ parties: ports.brands, newId: ports.newId }, input.name);
  switch (outcome.kind) {
    case "saved":
      return { __typename: "BrandSaved", brand: outcome.party };
    case "name-taken":
      return { __typename: "BrandNameTaken", message: "There is a brand of this name", path: ["name"] };
    case "invalid-input":
      return { __typename: "InvalidInput", ...outcome.issue };
  }
};
