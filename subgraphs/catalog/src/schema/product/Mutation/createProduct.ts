import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createProduct as create } from "../../../usecases/createProduct.ts";
import { authorOf } from "../../author.ts";
import { newProductOf } from "../drafts.ts";
import { toCreateProductResult } from "../results.ts";

export const createProduct: MutationResolvers["createProduct"] = async (_parent, { input }, { ports, caller }) =>
  toCreateProductResult(await create(ports, newProductOf(input), authorOf(caller)));
