import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { saveSynonym } from "../../../usecases/keepSynonyms.ts";
import { synonymNotFound } from "../synonymNotFound.ts";

export const saveSearchSynonym: NonNullable<MutationResolvers["saveSearchSynonym"]> = async (
  _parent,
  { input: { id, kind, terms, expansions } },
  { ports },
) => {
  const result = await saveSynonym(ports, { id: id ?? null, kind, terms, expansions: expansions ?? [] });
  if (result.kind === "saved") return { __typename: "SearchSynonymSaved", synonym: result.synonym };
  if (result.kind === "not-found") return synonymNotFound;
  return { __typename: "InvalidInput", message: result.message, path: result.path };
};
