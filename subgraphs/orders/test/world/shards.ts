import type { Database } from "@angidi/datastores";
import { shardCount, shardedTables } from "../../src/data/sharding.ts";

interface Definition {
  readonly name: string;
  readonly definition: string;
}

/**
 * Cuts the sharded tables of an empty store into as many parts as there are shards, by the hash of the buyer's id, with
 * their keys: what is sharded can then be seen from plans. PostgreSQL refuses what a cluster of shards would: a unique key
 * without the buyer, and a reference from one buyer's rows to another's.
 */
export async function shard(database: Database): Promise<void> {
  let count = 0;
  const run = (text: string) => database.query<Definition>(`test.shard.${count++}`, text);
  const of = (table: string, type: string) =>
    run(`SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
         WHERE conrelid = '${table}'::regclass AND contype = '${type}'`);

  const references: string[] = [];
  for (const table of shardedTables) {
    for (const { definition } of await of(table, "f")) references.push(`ALTER TABLE ${table} ADD ${definition}`);
  }
  for (const table of shardedTables) {
    await run(`ALTER TABLE ${table} RENAME TO ${table}_whole`);
    await run(`CREATE TABLE ${table} (LIKE ${table}_whole INCLUDING ALL) PARTITION BY HASH (buyer_id)`);
    for (let part = 0; part < shardCount; part++) {
      const values = `WITH (MODULUS ${shardCount}, REMAINDER ${part})`;
      await run(`CREATE TABLE ${table}_shard${part} PARTITION OF ${table} FOR VALUES ${values}`);
    }
  }
  for (const table of shardedTables) await run(`DROP TABLE ${table}_whole CASCADE`);
  for (const reference of references) await run(reference);
}

/** What a statement's plan touches: the parts of sharded tables that it reads or changes, and all tables. */
export interface Touched {
  readonly shards: ReadonlySet<number>;
  readonly tables: ReadonlySet<string>;
}

interface Plan {
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

/** What a plan, as EXPLAIN tells it in JSON, touches. Rows are inserted where their buyer is, by what partitions are. */
export function touchedBy(plan: Plan): Touched {
  const shards = new Set<number>();
  const tables = new Set<string>();
  const walk = ({ "Relation Name": relation, Plans = [] }: Plan) => {
    if (relation) {
      const [, table = relation, part] = /^(.*)_shard(\d+)$/.exec(relation) ?? [];
      tables.add(table);
      if (part !== undefined) shards.add(Number(part));
    }
    Plans.forEach(walk);
  };
  walk(plan);
  return { shards, tables };
}
