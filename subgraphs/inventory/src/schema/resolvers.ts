import type { Resolvers } from "../generated/resolvers.ts";
import { Order, OrderAllocation } from "./allocation/Order.ts";
import { heldStock } from "./allocation/Query/heldStock.ts";
import { Product, ProductAvailability } from "./availability/Product.ts";
import { stockForSkus } from "./availability/Query/stockForSkus.ts";
import { Variant, VariantAvailability } from "./availability/Variant.ts";
import { changeReservation } from "./reservation/Mutation/changeReservation.ts";
import { commitReservation } from "./reservation/Mutation/commitReservation.ts";
import { fulfilStock } from "./reservation/Mutation/fulfilStock.ts";
import { releaseReservation } from "./reservation/Mutation/releaseReservation.ts";
import { reserveStock } from "./reservation/Mutation/reserveStock.ts";
import { restock } from "./reservation/Mutation/restock.ts";
import { importStock } from "./stockImport/Mutation/importStock.ts";
import { adjustStock } from "./stockItem/Mutation/adjustStock.ts";
import { setStock } from "./stockItem/Mutation/setStock.ts";
import { stockItem } from "./stockItem/Query/stockItem.ts";
import { StockItem } from "./stockItem/StockItem.ts";
import { stockMovements } from "./stockMovement/Query/stockMovements.ts";
import { StockMovement } from "./stockMovement/StockMovement.ts";
import { setLowStockThreshold } from "./stockPolicy/Mutation/setLowStockThreshold.ts";
import { setStockPolicy } from "./stockPolicy/Mutation/setStockPolicy.ts";
import { stockPolicy } from "./stockPolicy/Query/stockPolicy.ts";
import { createStockTransfer } from "./stockTransfer/Mutation/createStockTransfer.ts";
import { receiveStockTransfer } from "./stockTransfer/Mutation/receiveStockTransfer.ts";
import { stockTransfer } from "./stockTransfer/Query/stockTransfer.ts";
import { stockTransfers } from "./stockTransfer/Query/stockTransfers.ts";
import { StockTransfer } from "./stockTransfer/StockTransfer.ts";
import { createWarehouse } from "./warehouse/Mutation/createWarehouse.ts";
import { warehouses } from "./warehouse/Query/warehouses.ts";

/** Every resolver of inventory; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { warehouses, stockItem, stockForSkus, stockMovements, stockPolicy, stockTransfer, stockTransfers, heldStock },
  Mutation: {
    createWarehouse,
    setStock,
    adjustStock,
    importStock,
    setStockPolicy,
    setLowStockThreshold,
    createStockTransfer,
    receiveStockTransfer,
    reserveStock,
    changeReservation,
    commitReservation,
    releaseReservation,
    fulfilStock,
    restock,
  },
  StockItem,
  StockMovement,
  StockTransfer,
  Order,
  OrderAllocation,
  Product,
  ProductAvailability,
  Variant,
  VariantAvailability,
};
