import { product, staff, unique } from "../src/world.ts";
import { codeCount, productCount } from "./plan.ts";
import type { PlatformUnderFaults } from "./platformUnderFaults.ts";
import type { Goods } from "./session.ts";
import type { StaffGoods } from "./staff.ts";

/** What of each product there is in the beginning; the first is the one whose stock staff set. */
const onHand = [6, 5, 8, 400, 400];

/** What the run is about. */
export interface Shop {
  readonly goods: Goods;
  readonly staffGoods: StaffGoods;
  readonly adminToken: string;
  /** The goods that nobody puts on the shelf again, with how many there are. */
  readonly scarce: ReadonlyMap<string, number>;
}

/** Fills a new platform with what there is to buy, in two warehouses, and with promotions of few uses. */
export async function fillShop({ endpoints }: PlatformUnderFaults): Promise<Shop> {
  const products = await Promise.all(
    Array.from({ length: productCount }, (_, index) =>
      product(endpoints, { onHand: onHand[index]!, price: 1_000 + index }),
    ),
  );
  const admin = await staff(endpoints);
  const codes = Array.from({ length: codeCount }, (_, index) => `INVARIANT-${index}-${unique()}`);
  for (const [index, code] of codes.entries()) {
    const input = { code, kind: "PERCENTAGE", percentage: 10, usageLimit: 2 + 3 * index };
    const saved = await admin.ask("CreatePromotion", { input });
    if (saved.__typename !== "PromotionSaved") throw new Error(`No promotion: ${JSON.stringify(saved)}`);
  }
  // One that nobody enters, with fewer uses than there are orders.
  const automatic = { name: "The first ones", kind: "PERCENTAGE", percentage: 5, usageLimit: 6 };
  const ofOne = { scope: { productIds: [products[3]!.productId] } };
  const saved = await admin.ask("MakePromotion", { input: { ...automatic, ...ofOne } });
  if (saved.__typename !== "PromotionSaved") throw new Error(`No promotion: ${JSON.stringify(saved)}`);
  const [warehouse] = await admin.ask("Warehouses");
  const { warehouse: other } = await admin.ask("CreateWarehouse", {
    input: { code: `SECOND-${unique().toUpperCase()}`, name: "The second", countryCode: "US" },
  });
  return {
    goods: { variantIds: products.map(({ variantId }) => variantId), codes },
    staffGoods: { skus: products.map(({ sku }) => sku), warehouseIds: [warehouse.id, other.id] },
    adminToken: admin.token!,
    scarce: new Map(products.slice(1).map(({ sku }, index) => [sku, onHand[index + 1]!])),
  };
}
