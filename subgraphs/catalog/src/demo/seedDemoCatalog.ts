import type { StockLevel } from "../data/importedStock.ts";
import { readValues } from "../domain/attributeValues.ts";
import { type CategoryInTree, definitionsOf } from "../domain/category.ts";
import type { NamedReference, Origin } from "../domain/product.ts";
import { makeProduct, readDraft } from "../domain/productDraft.ts";
import type { Author } from "../domain/revision.ts";
import { nameKey } from "../domain/text.ts";
import { type CategoryFinder, categoryFinder } from "../import/categoryFinder.ts";
import type { Ports } from "../ports.ts";
import { createProduct, type NewProduct } from "../usecases/createProduct.ts";
import { creationOf } from "../usecases/productChange.ts";
import { setImportedStock } from "../usecases/setImportedStock.ts";
import { demoProducts } from "./assortment.ts";
import type { DemoProduct } from "./demoProduct.ts";
import { attributesOf, describeDepartments } from "./departments.ts";
import { openEuroZone, pricedInEuros } from "./euroZone.ts";
import { pictureSide } from "./picture.ts";
import { pictureUrl } from "./pictureRoute.ts";
import { type DemoStock, stockOf } from "./stock.ts";
import { variantsOf } from "./variants.ts";

const author: Author = { id: null, role: "DEMO", isModerated: false };

/** As many as one statement takes without holding others up for long. */
const productsAtOnce = 150;

/**
 * Fills the catalogue with the demo store and gives it stock, in the main warehouse and in the others of these ids;
 * gives the main warehouse's levels that were set. What was made once is not made again, also when staff have changed or
 * deleted it, and stock that was sold stays sold.
 */
export async function seedDemoCatalog(
  ports: Ports,
  otherWarehouses: readonly string[],
): Promise<readonly StockLevel[]> {
  const products = demoProducts();
  const stored = await ports.products.byOrigins(products.map((product) => originOf(product).key));
  const known = new Set(stored.map(({ origin }) => origin?.key));
  const missing = products.filter((product) => !known.has(originOf(product).key));
  if (missing.length > 0) await createMissing(ports, missing);
  return setStock(
    ports,
    products.flatMap((product) => stockOf(product, otherWarehouses.length)),
    otherWarehouses,
  );
}

async function createMissing(ports: Ports, missing: readonly DemoProduct[]): Promise<void> {
  const sellers = await ports.sellers.ensure([...new Set(missing.map(({ seller }) => seller))]);
  const brands = await ports.brands.ensure([...new Set(missing.map(({ brand }) => brand))]);
  await describeDepartments(ports, missing, categoryFinder(ports));
  const euroPriceListId = await openEuroZone(ports);
  // Another one, which finds the departments as they are now.
  const categoryOf = categoryFinder(ports);
  for (let start = 0; start < missing.length; start += productsAtOnce) {
    const drafts = await draftsOf(ports, missing.slice(start, start + productsAtOnce), sellers, categoryOf);
    const changes = drafts.map(({ product, draft, category, seller }) => {
      const attributes = readValues(draft.attributes ?? [], definitionsOf(category), {});
      const found = { brand: brands.get(nameKey(product.brand)), seller, attributes };
      const made = makeProduct(readDraft(draft, null, ports.currency), found, {
        ...{ id: ports.newId(), slug: product.slug, origin: originOf(product) },
        ...{ newId: ports.newId, now: ports.now() },
      });
      const sold = euroPriceListId === null ? made : pricedInEuros(made, euroPriceListId);
      return creationOf(sold, category, author);
    });
    const outcome = await ports.products.save(changes);
    // Something of the store's own has a slug or a SKU: one by one, so that only that one is made otherwise.
    if (outcome.kind !== "saved") for (const { product, draft } of drafts) await createOne(ports, product, draft);
  }
}

interface Draft {
  readonly product: DemoProduct;
  readonly draft: NewProduct;
  readonly category: CategoryInTree | null;
  readonly seller: NamedReference | undefined;
}

async function draftsOf(
  ports: Ports,
  products: readonly DemoProduct[],
  sellers: ReadonlyMap<string, NamedReference>,
  categoryOf: CategoryFinder,
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const product of products) {
    const category = await categoryOf(product.path);
    const seller = sellers.get(nameKey(product.seller));
    const { title, description, brand, tags, pictures, options } = product;
    const draft: NewProduct = {
      ...{ title, description, brand, tags, categoryId: category?.id ?? null, sellerId: seller?.id ?? null },
      media: pictures.map((picture) => ({
        ...{ url: pictureUrl(picture), altText: picture.altText, width: pictureSide, height: pictureSide },
      })),
      options: options.map(({ name, values }) => ({ name, values: values.map(({ value }) => value) })),
      variants: variantsOf(product, ports.currency),
      attributes: attributesOf(product, category),
    };
    drafts.push({ product, draft, category, seller });
  }
  return drafts;
}

async function createOne(ports: Ports, product: DemoProduct, draft: NewProduct): Promise<void> {
  const origin = originOf(product);
  const first = await createProduct(ports, { ...draft, slug: product.slug }, author, origin);
  // Any other slug will do.
  const outcome = first.kind === "slug-taken" ? await createProduct(ports, draft, author, origin) : first;
  if (outcome.kind !== "saved") throw new Error(`The demo product ${product.slug} could not be made: ${outcome.kind}`);
}

/** Elsewhere first: what is remembered of the main warehouse says that all of it was done. */
async function setStock(
  ports: Ports,
  stock: readonly DemoStock[],
  otherWarehouses: readonly string[],
): Promise<readonly StockLevel[]> {
  const levels = stock.map(({ sku, onHand }) => ({ sku, onHand }));
  const isNew = new Set((await ports.importedStock.changed(levels)).map(({ sku }) => sku));
  for (const [index, warehouseId] of otherWarehouses.entries()) {
    const there = stock.flatMap(({ sku, elsewhere }) => {
      const onHand = elsewhere[index];
      return onHand === undefined || !isNew.has(sku) ? [] : [{ sku, onHand }];
    });
    await ports.stock.setStock(there, warehouseId);
  }
  return setImportedStock(ports, levels);
}

function originOf({ slug }: DemoProduct): Origin {
  return { key: `demo/${slug}`, contentHash: "" };
}
