import type { StockLevel } from "../data/importedStock.ts";
import type { DemoProduct } from "./demoProduct.ts";
import { fraction } from "./fraction.ts";
import { skusOf } from "./variants.ts";

/** The stock of a SKU: in the main warehouse, and in each of the others by their order. */
export interface DemoStock extends StockLevel {
  readonly elsewhere: readonly number[];
}

const soldOut = 0.06;
const low = 0.16;
const onlyElsewhere = 0.2;

/** The stock that a product begins with: most SKUs have plenty, some few pieces, some none, some lie elsewhere alone. */
export function stockOf(product: DemoProduct, otherWarehouses: number): DemoStock[] {
  return skusOf(product).map((sku) => {
    if (product.isUnlimited) return { sku, onHand: null, elsewhere: [] };
    const pieces = (place: string, from: number, to: number) =>
      from + Math.floor(fraction(`${sku} ${place}`) * (to - from + 1));
    const others = (from: number, to: number) =>
      Array.from({ length: otherWarehouses }, (_, index) => pieces(`at ${index}`, from, to));
    const lot = fraction(`${sku} lot`);
    if (lot < soldOut) return { sku, onHand: 0, elsewhere: [] };
    if (lot < low) return { sku, onHand: pieces("main", 1, 4), elsewhere: [] };
    if (lot < onlyElsewhere) return { sku, onHand: 0, elsewhere: others(3, 20) };
    return { sku, onHand: pieces("main", 12, 90), elsewhere: fraction(`${sku} spread`) < 0.5 ? others(4, 40) : [] };
  });
}
