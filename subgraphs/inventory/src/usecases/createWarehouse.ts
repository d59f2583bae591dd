import { newId } from "@angidi/datastores";
import { checkWarehouse, type Mistake } from "../domain/limits.ts";
import type { Warehouse } from "../domain/warehouse.ts";
import type { Ports } from "../ports.ts";

export type CreateWarehouseResult =
  | { readonly kind: "created"; readonly warehouse: Warehouse }
  | { readonly kind: "code-taken" }
  | { readonly kind: "invalid"; readonly mistake: Mistake };

export interface CreateWarehouse {
  readonly code: string;
  readonly name: string;
  readonly countryCode: string;
  readonly priority?: number | null;
}

/** Between the main warehouse and those that are to come last. */
const usualPriority = 100;

/** Adds a warehouse. */
export async function createWarehouse(
  { store }: Pick<Ports, "store">,
  { code, name, countryCode, priority: given }: CreateWarehouse,
): Promise<CreateWarehouseResult> {
  const priority = given ?? usualPriority;
  const mistake = checkWarehouse({ code, name, countryCode, priority });
  if (mistake) return { kind: "invalid", mistake };
  const warehouse = { id: newId(), code, name: name.trim(), countryCode, priority };
  return (await store.warehouses.add(warehouse)) ? { kind: "created", warehouse } : { kind: "code-taken" };
}
