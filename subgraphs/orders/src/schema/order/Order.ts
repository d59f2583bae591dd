import { money } from "@angidi/money";
import type { Context } from "../../context.ts";
import { seesAddresses } from "../../domain/access.ts";
import { type OrderHead, reservedUntil } from "../../domain/order.ts";
import { encodeOrderId } from "../../domain/orderId.ts";
import type { OrderResolvers } from "../../generated/resolvers.ts";
import { accessOf } from "../../usecases/viewer.ts";
import { inMoney } from "../explanation/amounts.ts";
import { historyPage } from "../history/historyPage.ts";
import type { OrderMapper } from "../mappers.ts";

type Amount = "subtotal" | "discount" | "shipping" | "tax" | "total" | "refunded";
const amount = (field: Amount) => (order: OrderMapper) => money(order[field], order.currency);

const showsAddresses = (order: OrderHead, { caller }: Context) => seesAddresses(accessOf(order, caller));

export const Order: OrderResolvers = {
  id: (order) => encodeOrderId(order),
  email: (order, _args, context) => (showsAddresses(order, context) ? order.email : null),
  shippingAddress: (order, _args, context) => (showsAddresses(order, context) ? order.shippingAddress : null),
  lines: async (order, _args, { loaders }) => {
    const lines = "lines" in order ? order.lines : await loaders.linesByOrder.load(order);
    return lines.map((line) => ({ ...line, currency: order.currency }));
  },
  subtotal: amount("subtotal"),
  discount: amount("discount"),
  shipping: amount("shipping"),
  tax: amount("tax"),
  total: amount("total"),
  refunded: amount("refunded"),
  fulfilments: async (order, _args, { loaders }) => {
    const fulfilments = await loaders.fulfilmentsByOrder.load(order);
    return fulfilments.map((fulfilment) => ({ ...fulfilment, currency: order.currency }));
  },
  shippingDiscounts: ({ shippingDiscounts, currency }) => inMoney(shippingDiscounts, currency),
  shippingTaxes: ({ shippingTaxes, currency }) => inMoney(shippingTaxes, currency),
  reservedUntil: (order, _args, { ports }) => reservedUntil(order, ports.actionTimeoutSeconds),
  timeline: (order, _args, { loaders }) => loaders.timelineByOrder.load(order),
  returns: async (order, _args, { loaders }) => {
    const returns = await loaders.returnsByOrder.load(order);
    return returns.map((wanted) => ({ order, wanted }));
  },
  history: historyPage,
  notes: async (order, _args, { loaders, caller }) => {
    const notes = await loaders.notesByOrder.load({ order, forStaff: accessOf(order, caller) === "staff" });
    return notes.map(({ at, actor, visibleTo, data }) => ({
      ...{ at, by: actor, text: data.text ?? "", visibleToShopper: visibleTo === "SHOPPER" },
    }));
  },
  edits: async (order, _args, { loaders }) =>
    (await loaders.editsByOrder.load(order)).map((edit) => ({ ...edit, currency: order.currency })),
  revisions: async (order, _args, { loaders }) =>
    (await loaders.revisionsByOrder.load(order)).map((revision) => ({ ...revision, currency: order.currency })),
  attention: ({ parkedAt, parked, currency }) =>
    parkedAt && { since: parkedAt, parked: Object.values(parked), currency },
};
