import type { Resolvers } from "../generated/resolvers.ts";
import { resolveParkedSaga } from "./attention/Mutation/resolveParkedSaga.ts";
import { resumeOrder } from "./attention/Mutation/resumeOrder.ts";
import { OrderAttention } from "./attention/OrderAttention.ts";
import { cancelOrder } from "./cancellation/Mutation/cancelOrder.ts";
import { checkoutStanding } from "./checkout/Query/checkoutStanding.ts";
import { claimOrder } from "./claim/Mutation/claimOrder.ts";
import { claimOrdersByEmail } from "./claim/Mutation/claimOrdersByEmail.ts";
import { dateDemoOrder } from "./demo/Mutation/dateDemoOrder.ts";
import { cancelOrderEdit } from "./edit/Mutation/cancelOrderEdit.ts";
import { editOrder } from "./edit/Mutation/editOrder.ts";
import { OrderEdit } from "./edit/OrderEdit.ts";
import { OrderEditQuote } from "./edit/OrderEditQuote.ts";
import { OrderRevision } from "./edit/OrderRevision.ts";
import { orderEditQuote } from "./edit/Query/orderEditQuote.ts";
import { Fulfilment } from "./fulfilment/Fulfilment.ts";
import { fulfilOrder } from "./fulfilment/Mutation/fulfilOrder.ts";
import { markDelivered } from "./fulfilment/Mutation/markDelivered.ts";
import { OrderActor } from "./history/OrderActor.ts";
import { OrderHistoryEntry } from "./history/OrderHistoryEntry.ts";
import { addOrderNote } from "./note/Mutation/addOrderNote.ts";
import { Order } from "./order/Order.ts";
import { OrderLine } from "./order/OrderLine.ts";
import { OrderStatusChange } from "./order/OrderStatusChange.ts";
import { order } from "./order/Query/order.ts";
import { orders } from "./order/Query/orders.ts";
import { orderStatusChanged } from "./order/Subscription/orderStatusChanged.ts";
import { completePaymentAction } from "./placement/Mutation/completePaymentAction.ts";
import { placeOrder } from "./placement/Mutation/placeOrder.ts";
import { refundOrder } from "./refund/Mutation/refundOrder.ts";
import { approveReturn } from "./return/Mutation/approveReturn.ts";
import { cancelReturn } from "./return/Mutation/cancelReturn.ts";
import { declineReturn } from "./return/Mutation/declineReturn.ts";
import { receiveReturn } from "./return/Mutation/receiveReturn.ts";
import { requestReturn } from "./return/Mutation/requestReturn.ts";
import { returns } from "./return/Query/returns.ts";
import { Return } from "./return/Return.ts";
import { User } from "./user/User.ts";

/** Every resolver of orders; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { order, orders, returns, orderEditQuote, checkoutStanding },
  Mutation: {
    placeOrder,
    completePaymentAction,
    cancelOrder,
    editOrder,
    cancelOrderEdit,
    fulfilOrder,
    markDelivered,
    refundOrder,
    resumeOrder,
    resolveParkedSaga,
    addOrderNote,
    claimOrder,
    claimOrdersByEmail,
    requestReturn,
    cancelReturn,
    approveReturn,
    declineReturn,
    receiveReturn,
    dateDemoOrder,
  },
  Subscription: { orderStatusChanged },
  Order,
  OrderLine,
  OrderAttention,
  OrderEdit,
  OrderEditQuote,
  OrderRevision,
  OrderStatusChange,
  OrderHistoryEntry,
  OrderActor,
  Return,
  Fulfilment,
  User,
};
