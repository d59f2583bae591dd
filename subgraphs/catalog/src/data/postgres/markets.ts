import type { Database } from "@angidi/datastores";
import type { Market } from "../../domain/market.ts";
import type { MarketRepository } from "../marketRepository.ts";
import { brokenConstraint } from "./constraints.ts";

/** Markets as JSONB documents. */
export function marketsOn(database: Database): MarketRepository {
  return {
    async all() {
      const rows = await database.query<{ document: Market }>(
        "catalog.markets",
        "select document from markets order by code",
        [],
      );
      return rows.map(({ document }) => document);
    },

    async save(market, replaces) {
      const { id, code, version } = market;
      try {
        const saved = await (replaces === null
          ? database.query(
              "catalog.insertMarket",
              "insert into markets (id, code, version, document) values ($1, $2, $3, $4) returning id",
              [id, code, version, JSON.stringify(market)],
            )
          : database.query(
              "catalog.replaceMarket",
              "update markets set code = $2, version = $3, document = $4 where id = $1 and version = $5 returning id",
              [id, code, version, JSON.stringify(market), replaces],
            ));
        return { kind: saved.length > 0 ? "saved" : "version-conflict" };
      } catch (error) {
        if (brokenConstraint(error) === "markets_code_key") return { kind: "code-taken" };
        throw error;
      }
    },
  };
}
