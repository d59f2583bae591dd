import type { Database } from "@angidi/datastores";
import type { Building, Generations, RebuildSource } from "../generations.ts";

interface BuildingRow {
  readonly id: number;
  readonly source: RebuildSource;
  readonly started_at: Date;
  readonly read_to: string | null;
  readonly read_count: number;
}

const columns = "id, source, started_at, read_to, read_count";
/** Documents of an old generation removed at a time: few enough that nobody waits for it. */
const sweptAtOnce = 2_000;

export function postgresGenerations(database: Database): Generations {
  async function begin(source: RebuildSource): Promise<Building | null> {
    const [row] = await database.query<BuildingRow>(
      "search.beginGeneration",
      `INSERT INTO generations (state, source) VALUES ('building', $1)
       ON CONFLICT (state) WHERE state = 'building' DO NOTHING RETURNING ${columns}`,
      [source],
    );
    return row ? toBuilding(row) : null;
  }

  return {
    begin,

    async prepare() {
      const [row] = await database.query<{ elsewhere: boolean }>(
        "search.isElsewhere",
        "SELECT NOT EXISTS (SELECT FROM documents) AND EXISTS (SELECT FROM indexed_documents) AS elsewhere",
      );
      // Elasticsearch has held the index until now, and no event comes again.
      if (row!.elsewhere) await begin("CATALOG");
    },

    async status() {
      const [row] = await database.query<{ id: number; activated_at: Date; documents: number; building: Raw | null }>(
        "search.status",
        `SELECT id, activated_at,
           coalesce((SELECT sum(documents) FROM facet_totals WHERE generation = id AND facet_value_id = 1), 0) AS documents,
           (SELECT to_json(building) FROM (SELECT ${columns} FROM generations WHERE state = 'building') AS building) AS building
         FROM generations WHERE state = 'active'`,
      );
      if (!row) throw new Error("There is no active generation of the search index");
      const { id, activated_at, documents, building } = row;
      return {
        generation: id,
        activatedAt: activated_at,
        documents,
        building: building && toBuilding({ ...building, started_at: new Date(building.started_at) }),
      };
    },

    async building() {
      const [row] = await database.query<BuildingRow>(
        "search.building",
        `SELECT ${columns} FROM generations WHERE state = 'building'`,
      );
      return row ? toBuilding(row) : null;
    },

    async readTo(generation, cursor, products) {
      await database.query(
        "search.readTo",
        "UPDATE generations SET read_to = $2, read_count = read_count + $3 WHERE id = $1 AND state = 'building'",
        [generation, cursor, products],
      );
    },

    async activate(generation) {
      await database.transaction(async (transaction) => {
        await transaction.query("search.retire", "UPDATE generations SET state = 'retired' WHERE state = 'active'");
        await transaction.query(
          "search.activate",
          "UPDATE generations SET state = 'active', activated_at = now() WHERE id = $1",
          [generation],
        );
      });
    },

    async sweep() {
      const rows = await database.query<{ generation: number }>(
        "search.sweep",
        `WITH old AS (
           SELECT generation, product_id FROM documents
           WHERE generation IN (SELECT id FROM generations WHERE state = 'retired') LIMIT ${sweptAtOnce}
         ), texts AS (
           DELETE FROM document_texts USING old
           WHERE document_texts.generation = old.generation AND document_texts.product_id = old.product_id
         )
         DELETE FROM documents USING old
         WHERE documents.generation = old.generation AND documents.product_id = old.product_id
         RETURNING documents.generation`,
      );
      if (rows.length > 0) return true;
      await database.query(
        "search.forgetGenerations",
        `WITH old AS (DELETE FROM generations WHERE state = 'retired' RETURNING id),
           elsewhere AS (DELETE FROM indexed_documents WHERE generation IN (SELECT id FROM old))
         DELETE FROM facet_totals WHERE generation IN (SELECT id FROM old)`,
      );
      return false;
    },
  };
}

type Raw = Omit<BuildingRow, "started_at"> & { readonly started_at: string };

function toBuilding({ id, source, started_at, read_to, read_count }: BuildingRow): Building {
  return { generation: id, source, startedAt: started_at, readTo: read_to, readCount: read_count };
}
