import { isDuplicate, isId, newId } from "@angidi/datastores";
import type { Collection } from "mongodb";
import type { NamedReference } from "../../domain/product.ts";
import { nameKey } from "../../domain/text.ts";
import type { PartyRepository } from "../partyRepository.ts";
import type { PartyDocument } from "./documents.ts";

/** Brands or sellers: two collections of one form. */
export function partiesOn(parties: Collection<PartyDocument>): PartyRepository {
  const of = parties.collectionName;
  return {
    async byIds(ids) {
      const wanted = ids.filter(isId).map((id) => id.toLowerCase());
      if (wanted.length === 0) return [];
      const found = parties.find({ _id: { $in: wanted } }, { comment: `catalog.${of}ByIds` });
      return (await found.batchSize(wanted.length).toArray()).map(toParty);
    },

    async ensure(names) {
      const wanted = new Map(names.map((name) => [nameKey(name), name]));
      if (wanted.size === 0) return new Map();
      const found = await byKeys([...wanted.keys()]);
      const missing = [...wanted].filter(([key]) => !found.has(key));
      if (missing.length === 0) return found;
      // Another may make the same one now; so what it is called and its id are read again, not taken from here.
      await insertIfNew(missing.map(([key, name]) => ({ _id: newId(), name, nameKey: key })));
      return byKeys([...wanted.keys()]);
    },

    async insert({ id, name }) {
      const isNew = await insertIfNew([{ _id: id, name, nameKey: nameKey(name) }]);
      return isNew ? { id, name } : null;
    },

    async list({ after, limit }) {
      const found = parties.find({ nameKey: { $gt: after ?? "" } }, { comment: `catalog.list.${of}` });
      return (await found.sort({ nameKey: 1 }).limit(limit).toArray()).map(toParty);
    },
  };

  async function byKeys(keys: readonly string[]): Promise<Map<string, NamedReference>> {
    const found = parties.find({ nameKey: { $in: keys } }, { comment: `catalog.${of}ByNames` });
    return new Map((await found.batchSize(keys.length).toArray()).map((party) => [party.nameKey, toParty(party)]));
  }

  /** Whether all of them were new; those that are not are left out. */
  async function insertIfNew(made: readonly PartyDocument[]): Promise<boolean> {
    try {
      await parties.insertMany(made, { ordered: false, comment: `catalog.insert.${of}` });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}

function toParty({ _id, name }: PartyDocument): NamedReference {
  return { id: _id, name };
}
