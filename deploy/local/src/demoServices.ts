import { createServiceClient, loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { SubgraphTransport } from "@angidi/subgraph";
import type * as Carts from "./generated/carts.ts";
import type * as Catalog from "./generated/catalog.ts";
import type * as Inventory from "./generated/inventory.ts";
import type * as Orders from "./generated/orders.ts";
import type * as Users from "./generated/users.ts";

const documents = (service: string) => loadOperations(new URL(`./services/${service}.graphql`, import.meta.url));
const [users, catalog, inventory, carts, orders] = ["users", "catalog", "inventory", "carts", "orders"].map(documents);

/** What the demo store asks of the platform: mutations of shoppers and of staff, but for the two that say demo. */
export const demoOperations = {
  ensureAccount: operation<Users.EnsureAccountMutation, Users.EnsureAccountMutationVariables>(users!, "EnsureAccount"),
  seedDemoStore: operation<Catalog.SeedDemoStoreMutation, Catalog.SeedDemoStoreMutationVariables>(
    catalog!,
    "SeedDemoStore",
  ),
  variantsForSale: operation<Catalog.VariantsForSaleQuery, Catalog.VariantsForSaleQueryVariables>(
    catalog!,
    "VariantsForSale",
  ),
  warehouses: operation<Inventory.WarehousesQuery, Inventory.WarehousesQueryVariables>(inventory!, "Warehouses"),
  createWarehouse: operation<Inventory.CreateWarehouseMutation, Inventory.CreateWarehouseMutationVariables>(
    inventory!,
    "CreateWarehouse",
  ),
  createPromotion: operation<Carts.CreatePromotionMutation, Carts.CreatePromotionMutationVariables>(
    carts!,
    "CreatePromotion",
  ),
  addCartLines: operation<Carts.AddCartLinesMutation, Carts.AddCartLinesMutationVariables>(carts!, "AddCartLines"),
  applyDiscountCode: operation<Carts.ApplyDiscountCodeMutation, Carts.ApplyDiscountCodeMutationVariables>(
    carts!,
    "ApplyDiscountCode",
  ),
  placeOrder: operation<Orders.PlaceOrderMutation, Orders.PlaceOrderMutationVariables>(orders!, "PlaceOrder"),
  completePaymentAction: operation<Orders.CompletePaymentActionMutation, Orders.CompletePaymentActionMutationVariables>(
    orders!,
    "CompletePaymentAction",
  ),
  fulfilOrder: operation<Orders.FulfilOrderMutation, Orders.FulfilOrderMutationVariables>(orders!, "FulfilOrder"),
  markDelivered: operation<Orders.MarkDeliveredMutation, Orders.MarkDeliveredMutationVariables>(
    orders!,
    "MarkDelivered",
  ),
  cancelOrder: operation<Orders.CancelOrderMutation, Orders.CancelOrderMutationVariables>(orders!, "CancelOrder"),
  refundOrder: operation<Orders.RefundOrderMutation, Orders.RefundOrderMutationVariables>(orders!, "RefundOrder"),
  dateDemoOrder: operation<Orders.DateDemoOrderMutation, Orders.DateDemoOrderMutationVariables>(
    orders!,
    "DateDemoOrder",
  ),
};

/** The subgraphs that the demo store is loaded through. */
export type DemoServices = Readonly<Record<"users" | "catalog" | "inventory" | "carts" | "orders", ServiceClient>>;

/** Clients that call as the service "demo", on behalf of whoever each call says. */
export function demoServices(services: (name: string) => SubgraphTransport, signingKey: string): DemoServices {
  const client = (to: string) => createServiceClient({ from: "demo", to, transport: () => services(to), signingKey });
  return {
    users: client("users"),
    catalog: client("catalog"),
    inventory: client("inventory"),
    carts: client("carts"),
    orders: client("orders"),
  };
}
