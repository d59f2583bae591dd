import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { removeSynonym } from "../../../usecases/keepSynonyms.ts";
import { synonymNotFound } from "../synonymNotFound.ts";

export const deleteSearchSynonym: NonNullable<MutationResolvers["deleteSearchSynonym"]> = async (
  _parent,
  { input: { id } },
  { ports },
) => ((await removeSynonym(ports, id)) ? { __typename: "SearchSynonymDeleted", synonymId: id } : synonymNotFound);
