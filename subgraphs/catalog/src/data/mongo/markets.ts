import { isDuplicate } from "@angidi/datastores";
import type { MarketRepository } from "../marketRepository.ts";
import type { Collections } from "./collections.ts";

/** Markets, each a document with its price lists. */
export function marketsOn({ markets }: Collections): MarketRepository {
  return {
    async all() {
      const found = markets.find({}, { comment: "catalog.markets" }).sort({ "market.code": 1 });
      return (await found.toArray()).map(({ market }) => market);
    },

    async save(market, replaces) {
      try {
        if (replaces === null) {
          await markets.insertOne({ _id: market.id, market }, { comment: "catalog.insertMarket" });
          return { kind: "saved" };
        }
        const { matchedCount } = await markets.updateOne(
          { _id: market.id, "market.version": replaces },
          { $set: { market } },
          { comment: "catalog.replaceMarket" },
        );
        return { kind: matchedCount > 0 ? "saved" : "version-conflict" };
      } catch (error) {
        if (isDuplicate(error)) return { kind: "code-taken" };
        throw error;
      }
    },
  };
}
