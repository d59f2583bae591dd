import type { Resolvers } from "../generated/resolvers.ts";
import { Product, ProductAvailability } from "./availability/Product.ts";
import { stockForSkus } from "./availability/Query/stockForSkus.ts";
import { Variant, VariantAvailability } from "./availability/Variant.ts";
import { commitReservation } from "./reservation/Mutation/commitReservation.ts";
import { fulfilStock } from "./reservation/Mutation/fulfilStock.ts";
import { releaseReservation } from "./reservation/Mutation/releaseReservation.ts";
import { reserveStock } from "./reservation/Mutation/reserveStock.ts";
import { restock } from "./reservation/Mutation/restock.ts";
import { importStock } from "./stockImport/Mutation/importStock.ts";
import { setStock } from "./stockItem/Mutation/setStock.ts";
import { stockItem } from "./stockItem/Query/stockItem.ts";
import { StockItem } from "./stockItem/StockItem.ts";
import { createWarehouse } from "./warehouse/Mutation/createWarehouse.ts";
import { warehouses } from "./warehouse/Query/warehouses.ts";

/** Every resolver of inventory; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { warehouses, stockItem, stockForSkus },
  Mutation: {
    createWarehouse,
    setStock,
    importStock,
    reserveStock,
    commitReservation,
    releaseReservation,
    fulfilStock,
    restock,
  },
  StockItem,
  Product,
  ProductAvailability,
  Variant,
  VariantAvailability,
};
