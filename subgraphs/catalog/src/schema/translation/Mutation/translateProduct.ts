import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { translateProduct as translate } from "../../../usecases/translateProduct.ts";
import { authorOf } from "../../author.ts";
import { toRewriteResult } from "../../product/results.ts";

export const translateProduct: MutationResolvers["translateProduct"] = async (
  _parent,
  { input },
  { ports, caller },
) => {
  const { id, expectedVersion = null, locale, title, description, options } = input;
  const draft = { title, description, options: options === null ? [] : options };
  return toRewriteResult(await translate(ports, { id, expectedVersion, locale, draft }, authorOf(caller)));
};
