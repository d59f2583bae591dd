import { isId, newId, type Queryable } from "@angidi/datastores";
import type { NamedReference } from "../../domain/product.ts";
import { nameKey } from "../../domain/text.ts";
import type { PartyRepository } from "../partyRepository.ts";

/** Brands or sellers: two tables of one form. */
export function partiesOn(queryable: Queryable, table: "brands" | "sellers"): PartyRepository {
  return {
    byIds: (ids) =>
      queryable.query<NamedReference>(
        `catalog.${table}ByIds`,
        `select id, name from ${table} where id = any($1::uuid[])`,
        [ids.filter(isId)],
      ),

    async ensure(names) {
      const wanted = new Map(names.map((name) => [nameKey(name), name]));
      if (wanted.size === 0) return new Map();
      const found = await byKeys([...wanted.keys()]);
      const missing = [...wanted].filter(([key]) => !found.has(key));
      if (missing.length === 0) return found;
      // Another may make the same one now; so what it is called and its id are read again, not taken from here.
      await queryable.query(
        `catalog.ensure.${table}`,
        `insert into ${table} (id, name, name_key) select * from unnest($1::uuid[], $2::text[], $3::text[])
         on conflict (name_key) do nothing`,
        [missing.map(() => newId()), missing.map(([, name]) => name), missing.map(([key]) => key)],
      );
      return byKeys([...wanted.keys()]);
    },

    async insert({ id, name }) {
      const [party] = await queryable.query<NamedReference>(
        `catalog.insert.${table}`,
        `insert into ${table} (id, name, name_key) values ($1, $2, $3)
         on conflict (name_key) do nothing returning id, name`,
        [id, name, nameKey(name)],
      );
      return party ?? null;
    },

    list: ({ after, limit }) =>
      queryable.query<NamedReference>(
        `catalog.list.${table}`,
        `select id, name from ${table} where name_key > $1 order by name_key limit $2`,
        [after ?? "", limit],
      ),
  };

  async function byKeys(keys: readonly string[]): Promise<Map<string, NamedReference>> {
    const rows = await queryable.query<NamedReference & { key: string }>(
      `catalog.${table}ByNames`,
      `select id, name, name_key as key from ${table} where name_key = any($1::text[])`,
      [keys],
    );
    return new Map(rows.map(({ key, ...party }) => [key, party]));
  }
}
