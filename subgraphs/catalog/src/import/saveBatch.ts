import type { StockLevel } from "../data/importedStock.ts";
import { liveVariants, type Product, type SelectedOption } from "../domain/product.ts";
import type { Ports } from "../ports.ts";
import { setImportedStock } from "../usecases/setImportedStock.ts";
import type { CategoryFinder } from "./categoryFinder.ts";
import type { ImportedProduct } from "./importedProduct.ts";
import { type Plan, planBatch } from "./planBatch.ts";
import type { Report } from "./report.ts";

/** How often one product is tried, when others change the same things at the same time. */
const attempts = 5;

/** Brings a batch of products into the catalogue, in one transaction, and then their stock into inventory. */
export async function saveBatch(
  ports: Ports,
  batch: readonly ImportedProduct[],
  categoryOf: CategoryFinder,
  report: Report,
): Promise<void> {
  const plans = await planBatch(ports, batch, categoryOf);
  const changes = plans.flatMap((plan) => ("change" in plan ? [plan.change] : []));
  const outcome = changes.length > 0 ? await ports.products.save(changes) : { kind: "saved" as const };
  const done = outcome.kind === "saved" ? plans : await saveOneByOne(ports, batch, categoryOf);

  for (const plan of done) tell(plan, report);
  const set = await setImportedStock(ports, done.flatMap(levelsOf));
  report.stockSet += set.length;
}

/** Somebody changed one of them, or took a slug or SKU, just now: each by itself, on what there is by then. */
async function saveOneByOne(
  ports: Ports,
  batch: readonly ImportedProduct[],
  categoryOf: CategoryFinder,
): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const imported of batch) plans.push(await saveOne(ports, imported, categoryOf));
  return plans;
}

async function saveOne(ports: Ports, imported: ImportedProduct, categoryOf: CategoryFinder): Promise<Plan> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const [plan] = await planBatch(ports, [imported], categoryOf);
    if (plan && !("change" in plan)) return plan;
    if (plan && (await ports.products.save([plan.change])).kind === "saved") return plan;
  }
  const message = `${imported.handle} is being changed by others; import the file again.`;
  return { kind: "refused", imported, error: { line: imported.line, message } };
}

function tell(plan: Plan, report: Report): void {
  if (plan.kind === "refused") {
    report.count("skipped");
    report.fail([plan.error]);
    return;
  }
  report.count(plan.kind);
  if ("warnings" in plan) report.warn(plan.warnings);
}

/**
 * The stock of a product's variants, by the SKUs that they have in the catalogue. Where the file says nothing of it, a new
 * product is sold without limit, and what is known of others stays.
 */
function levelsOf(plan: Plan): StockLevel[] {
  if (plan.kind === "refused") return [];
  const product: Product = plan.kind === "unchanged" ? plan.product : plan.change.product;
  const skuOf = new Map(liveVariants(product).map(({ options, sku }) => [combinationOf(options), sku]));
  return (plan.imported.variants ?? []).flatMap(({ options, onHand }) => {
    const sku = skuOf.get(combinationOf(options));
    // Staff have taken the variant out since it was imported.
    if (sku === undefined || (onHand === undefined && plan.kind !== "created")) return [];
    return [{ sku, onHand: onHand ?? null }];
  });
}

function combinationOf(options: readonly SelectedOption[]): string {
  return JSON.stringify(options.map(({ value }) => value));
}
