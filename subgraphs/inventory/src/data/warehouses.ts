import type { Queryable } from "@angidi/datastores";
import type { Warehouse } from "../domain/warehouse.ts";

/** Warehouses are added and never deleted. */
export interface WarehouseRepository {
  /** In the order in which orders draw from them. */
  all(): Promise<Warehouse[]>;
  byId(id: string): Promise<Warehouse | undefined>;
  /** Those of the ids that there are, by one statement. */
  byIds(ids: readonly string[]): Promise<Warehouse[]>;
  /** The one that imports fill. */
  main(): Promise<Warehouse>;
  /** False when another has the code. */
  add(warehouse: Warehouse): Promise<boolean>;
}

const columns = `id, code, name, country_code AS "countryCode", priority`;

export function warehousesOn(queryable: Queryable): WarehouseRepository {
  return {
    all: () =>
      queryable.query<Warehouse>("inventory.warehouses", `SELECT ${columns} FROM warehouses ORDER BY priority, code`),

    async byId(id) {
      const text = `SELECT ${columns} FROM warehouses WHERE id = $1`;
      const [warehouse] = await queryable.query<Warehouse>("inventory.warehouse", text, [id]);
      return warehouse;
    },

    byIds: (ids) =>
      queryable.query<Warehouse>("inventory.warehousesById", `SELECT ${columns} FROM warehouses WHERE id = ANY ($1)`, [
        ids,
      ]),

    async main() {
      const text = `SELECT ${columns} FROM warehouses WHERE is_default`;
      const [warehouse] = await queryable.query<Warehouse>("inventory.mainWarehouse", text);
      if (!warehouse) throw new Error("There is no main warehouse, which a migration makes");
      return warehouse;
    },

    async add({ id, code, name, countryCode, priority }) {
      const added = await queryable.query(
        "inventory.addWarehouse",
        `INSERT INTO warehouses (id, code, name, country_code, priority) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (code) DO NOTHING
         RETURNING id`,
        [id, code, name, countryCode, priority],
      );
      return added.length === 1;
    },
  };
}
