import type { Line } from "./draw.ts";

/** What a warehouse can give, by SKU. */
export interface Supply {
  readonly warehouseId: string;
  readonly units: ReadonlyMap<string, number>;
}

/** So many sets of warehouses are looked at before it is settled for a good one: all of those of twelve warehouses. */
const mostSets = 4_096;

/**
 * The fewest of the warehouses that together have all of the lines; among as few the first by the order given: the set
 * with the first-ranked warehouse, then with the first-ranked second, and so on. To find it exactly is set cover, so for
 * an order that would need more than some thousand sets looked at, it is the greedy choice: again and again whoever has
 * most of what is still lacking. The warehouses together must have all.
 */
export function fewestWarehouses(lines: readonly Line[], supplies: readonly Supply[]): readonly Supply[] {
  if (lines.length === 0) return [];
  const useful = supplies.filter((supply) => covered(lines, supply) > 0);
  const search = { left: mostSets };
  for (let size = 1; size <= useful.length && search.left > 0; size++) {
    const found = firstSet(lines, useful, size, search);
    if (found) return found;
  }
  return greedy(lines, useful);
}

/** The first set of so many warehouses that has all, in the order of their ranks. */
function firstSet(
  lines: readonly Line[],
  supplies: readonly Supply[],
  size: number,
  search: { left: number },
): readonly Supply[] | null {
  for (let at = 0; at <= supplies.length - size && search.left > 0; at++) {
    search.left -= 1;
    const supply = supplies[at]!;
    const lacking = without(lines, supply);
    if (lacking.length === 0) return [supply];
    if (size === 1) continue;
    const others = firstSet(lacking, supplies.slice(at + 1), size - 1, search);
    if (others) return [supply, ...others];
  }
  return null;
}

function greedy(lines: readonly Line[], supplies: readonly Supply[]): readonly Supply[] {
  const chosen: Supply[] = [];
  let lacking = lines;
  while (lacking.length > 0) {
    let best: { readonly supply: Supply; readonly units: number } | null = null;
    for (const supply of supplies) {
      const units = chosen.includes(supply) ? 0 : covered(lacking, supply);
      if (units > (best?.units ?? 0)) best = { supply, units };
    }
    if (!best) throw new Error("The warehouses together do not have all");
    chosen.push(best.supply);
    lacking = without(lacking, best.supply);
  }
  return supplies.filter((supply) => chosen.includes(supply));
}

function covered(lines: readonly Line[], { units }: Supply): number {
  return lines.reduce((sum, { sku, quantity }) => sum + Math.min(quantity, units.get(sku) ?? 0), 0);
}

function without(lines: readonly Line[], { units }: Supply): Line[] {
  return lines
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - Math.min(quantity, units.get(sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}
