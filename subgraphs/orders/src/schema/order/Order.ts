import { money } from "@angidi/money";
import type { Context } from "../../context.ts";
import { seesAddresses } from "../../domain/access.ts";
import type { OrderHead } from "../../domain/order.ts";
import { encodeOrderId } from "../../domain/orderId.ts";
import type { OrderResolvers } from "../../generated/resolvers.ts";
import { accessOf } from "../../usecases/viewer.ts";
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
  timeline: (order, _args, { loaders }) => loaders.timelineByOrder.load(order),
  attention: ({ parkedAt, parkedReason }) => parkedAt && { since: parkedAt, reason: parkedReason ?? "" },
};
