import { CodedError, hasScope } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { findProduct } from "../../../usecases/findProduct.ts";

export const product: QueryResolvers["product"] = (_parent, { slug, id }, { ports, caller }) => {
  const seesAll = hasScope(caller, "catalog:write");
  if (typeof slug === "string" && typeof id !== "string") return findProduct(ports, { slug }, seesAll);
  if (typeof id === "string" && typeof slug !== "string") return findProduct(ports, { id }, seesAll);
  throw new CodedError("BAD_USER_INPUT", "product takes a slug or an id");
};
