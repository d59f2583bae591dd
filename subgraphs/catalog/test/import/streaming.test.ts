import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import type { ImportProgress } from "../../src/import/report.ts";
import type { ImportSource } from "../../src/import/source.ts";
import type { Ports } from "../../src/ports.ts";
import { startWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const products = 5_000;
const variantsEach = 4;

/** Twenty thousand rows that are never all there at once. */
function longFile(): ImportSource & { readonly mostAhead: () => number; readonly taken: (count: number) => void } {
  const rowOf = (product: number, variant: number) => {
    const own = variant === 0 ? `Product ${product},<p>${"Words. ".repeat(40)}</p>` : ",";
    return `product-${product},${own},Size,${variant},P${product}-${variant},${product % 90}.50,shopify,3\n`;
  };
  const blocks = products / 50;
  const block = (index: number) =>
    Buffer.from(
      Array.from({ length: 50 * variantsEach }, (_, row) =>
        rowOf(index * 50 + Math.floor(row / variantsEach), row % variantsEach),
      ).join(""),
    );
  const header = Buffer.from(
    "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n",
  );
  const totalBytes = Array.from({ length: blocks }, (_, index) => block(index).length).reduce((sum, n) => sum + n, 0);
  let opened = 0;
  let read = 0;
  let saved = 0;
  let mostAhead = 0;
  return {
    name: "long.csv",
    totalBytes: totalBytes + header.length,
    async *open() {
      opened++;
      yield header;
      for (let index = 0; index < blocks; index++) {
        if (opened === 2) {
          read += 50;
          mostAhead = Math.max(mostAhead, read - saved);
        }
        yield block(index);
      }
    },
    mostAhead: () => mostAhead,
    taken: (count) => {
      saved += count;
    },
  };
}

test("twenty thousand rows are imported in batches, never far ahead of what is saved", async () => {
  const source = longFile();
  const seen: ImportProgress[] = [];
  const ports: Ports = {
    ...world.ports,
    products: {
      ...world.ports.products,
      async save(changes) {
        expect(changes.length).toBeLessThanOrEqual(50);
        const outcome = await world.ports.products.save(changes);
        source.taken(changes.length);
        return outcome;
      },
    },
  };
  const summary = await importProducts(ports, source, { onProgress: (progress) => seen.push(progress) });
  expect(summary).toMatchObject({ created: products, skipped: 0, errorCount: 0, stockSet: products * variantsEach });
  const [lastProduct] = await world.ports.products.bySlugs([`product-${products - 1}`]);
  expect(lastProduct?.variants.at(-1)?.sku).toBe(`P${products - 1}-${variantsEach - 1}`);
  // Some blocks wait in the streams' buffers; how many does not depend on how long the file is.
  expect(source.mostAhead()).toBeLessThan(1_000);

  const last = seen.at(-1)!;
  expect(last).toEqual({
    phase: "importing",
    bytesRead: source.totalBytes,
    totalBytes: source.totalBytes,
    products,
  });
  expect(seen.findLastIndex(({ phase }) => phase === "checking")).toBeLessThan(
    seen.findIndex(({ phase }) => phase === "importing"),
  );
}, 120_000);

test("an import that is called off ends, and what is imported stays", async () => {
  const calledOff = new AbortController();
  const source = longFile();
  const importing = importProducts(world.ports, source, {
    signal: calledOff.signal,
    onProgress: ({ phase }) => {
      if (phase === "importing") calledOff.abort(new Error("called off"));
    },
  });
  await expect(importing).rejects.toThrow("called off");
});
