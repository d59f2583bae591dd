import { isId } from "@angidi/datastores";
import type { IndexWriter } from "../data/indexWriter.ts";
import { mostPieces, popularityOfSale } from "../domain/popularity.ts";

export interface SoldLine {
  readonly productId: string;
  readonly pieces: number;
  readonly at: Date;
}

/** Adds what was sold to the products' popularity. */
export async function countSales(index: Pick<IndexWriter, "addSales">, lines: readonly SoldLine[]): Promise<void> {
  // Logarithms: the sum is taken of what they stand for, as a multiple of the greatest.
  const byProduct = new Map<string, number[]>();
  for (const { productId, pieces, at } of lines) {
    if (!isId(productId)) continue;
    const sale = popularityOfSale(Math.min(pieces, mostPieces), at);
    const known = byProduct.get(productId);
    if (known) known.push(sale);
    else byProduct.set(productId, [sale]);
  }
  await index.addSales(
    [...byProduct].map(([productId, sales]) => {
      const most = Math.max(...sales);
      return { productId, popularity: most + Math.log(sales.reduce((sum, sale) => sum + Math.exp(sale - most), 0)) };
    }),
  );
}
