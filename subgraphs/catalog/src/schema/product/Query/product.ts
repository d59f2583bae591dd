import { CodedError } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { findProduct } from "../../../usecases/findProduct.ts";
import { seesAllProducts } from "../../visibility.ts";

export const product: QueryResolvers["product"] = (_parent, { slug, id }, { ports, caller }) => {
  const seesAll = seesAllProducts(caller);
  if (typeof slug === "string" && typeof id !== "string") return findProduct(ports, { slug }, seesAll);
  if (typeof id === "string" && typeof slug !== "string") return findProduct(ports, { id }, seesAll);
  throw new CodedError("BAD_USER_INPUT", "product takes a slug or an id");
};
