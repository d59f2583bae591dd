import type { OrderAllocationResolvers, OrderResolvers } from "../../generated/resolvers.ts";

export const Order: Pick<OrderResolvers, "allocations"> = {
  allocations: ({ id }, _args, { loaders }) => loaders.allocationsByOrder.load(id),
};

export const OrderAllocation: OrderAllocationResolvers = {
  warehouse: ({ warehouseId }, _args, { loaders }) =>
    warehouseId === null ? null : loaders.warehouseById.load(warehouseId),
};
