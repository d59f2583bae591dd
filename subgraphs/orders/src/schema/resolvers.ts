import type { Resolvers } from "../generated/resolvers.ts";
import { resumeOrder } from "./attention/Mutation/resumeOrder.ts";
import { cancelOrder } from "./cancellation/Mutation/cancelOrder.ts";
import { checkoutStanding } from "./checkout/Query/checkoutStanding.ts";
import { dateDemoOrder } from "./demo/Mutation/dateDemoOrder.ts";
import { Fulfilment } from "./fulfilment/Fulfilment.ts";
import { fulfilOrder } from "./fulfilment/Mutation/fulfilOrder.ts";
import { markDelivered } from "./fulfilment/Mutation/markDelivered.ts";
import { Order } from "./order/Order.ts";
import { OrderLine } from "./order/OrderLine.ts";
import { OrderStatusChange } from "./order/OrderStatusChange.ts";
import { order } from "./order/Query/order.ts";
import { orders } from "./order/Query/orders.ts";
import { orderStatusChanged } from "./order/Subscription/orderStatusChanged.ts";
import { completePaymentAction } from "./placement/Mutation/completePaymentAction.ts";
import { placeOrder } from "./placement/Mutation/placeOrder.ts";
import { refundOrder } from "./refund/Mutation/refundOrder.ts";
import { User } from "./user/User.ts";

/** Every resolver of orders; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { order, orders, checkoutStanding },
  Mutation: {
    placeOrder,
    completePaymentAction,
    cancelOrder,
    fulfilOrder,
    markDelivered,
    refundOrder,
    resumeOrder,
    dateDemoOrder,
  },
  Subscription: { orderStatusChanged },
  Order,
  OrderLine,
  OrderStatusChange,
  Fulfilment,
  User,
};
