/** The operations that shoppers' and staff's clients send. */
export const orderFields = `id number status paymentStatus placedAt
  lines { id quantity title unitPrice { amount currency } discount { amount } total { amount currency } variant { id sku } }
  subtotal { amount } discount { amount } shipping { amount } tax { amount } total { amount currency }
  refunded { amount currency }
  timeline { sequence status at }`;

export const placeOrderMutation = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced {
      order {
        id number status paymentStatus
        lines { id quantity unitPrice { amount currency } total { amount currency } variant { id sku } }
        total { amount currency }
        timeline { sequence status at }
      }
    }
    ... on PaymentActionRequired { order { id } clientSecret redirectUrl }
    ... on OutOfStock { message shortages { variant { id } requested available } }
    ... on PriceChanged { message expected { amount currency } actual { amount currency } }
    ... on PaymentDeclined { message code }
    ... on UserError { message path }
  }
}`;

export const completePaymentActionMutation = `mutation CompletePaymentAction($input: CompletePaymentActionInput!) {
  completePaymentAction(input: $input) {
    __typename
    ... on PaymentActionCompleted { order { id status paymentStatus } }
    ... on UserError { message path }
  }
}`;

export const cancelOrderMutation = `mutation CancelOrder($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    __typename
    ... on OrderCancelled { order { id status paymentStatus refunded { amount } } }
    ... on OrderLinesCancelled { order { id status paymentStatus refunded { amount } } refund { amount } }
    ... on UserError { message path }
  }
}`;

export const fulfilOrderMutation = `mutation FulfilOrder($input: FulfilOrderInput!) {
  fulfilOrder(input: $input) {
    __typename
    ... on OrderFulfilled { order { id status } fulfilment { id status carrier trackingNumber lines { line { id } quantity } } }
    ... on UserError { message path }
  }
}`;

export const markDeliveredMutation = `mutation MarkDelivered($input: MarkDeliveredInput!) {
  markDelivered(input: $input) {
    __typename
    ... on FulfilmentDelivered { order { id status } fulfilment { id status } }
    ... on UserError { message path }
  }
}`;

export const refundOrderMutation = `mutation RefundOrder($input: RefundOrderInput!) {
  refundOrder(input: $input) {
    __typename
    ... on OrderRefunded { order { id status paymentStatus refunded { amount currency } } }
    ... on RefundExceedsPayment { refundable { amount } }
    ... on UserError { message path }
  }
}`;

export const resumeOrderMutation = `mutation ResumeOrder($input: ResumeOrderInput!) {
  resumeOrder(input: $input) { __typename ... on OrderResumed { order { id status attention { reason } } } ... on UserError { message } }
}`;

export const resolveParkedSagaMutation = `mutation ResolveParkedSaga($input: ResolveParkedSagaInput!) {
  resolveParkedSaga(input: $input) {
    __typename
    ... on ParkedSagaResolved { order { id status paymentStatus refunded { amount } attention { reason } } }
    ... on ParkedSagaNotResolvable { resolutions }
    ... on UserError { message path }
  }
}`;

export const orderQuery = `query Order($id: ID!) {
  order(id: $id) {
    ${orderFields}
    email shippingAddress { fullName countryCode } shippingMethod
    fulfilments { id status trackingNumber carrier lines { line { id } quantity } }
  }
}`;

export const orderStatusSubscription = `subscription OrderStatus($orderId: ID!, $after: Int) {
  orderStatusChanged(orderId: $orderId, after: $after) {
    sequence status at
    order { id number status lines { quantity variant { sku } } }
  }
}`;

export const addOrderNoteMutation = `mutation AddOrderNote($input: AddOrderNoteInput!) {
  addOrderNote(input: $input) { __typename ... on OrderNoteAdded { order { id } } ... on UserError { message path } }
}`;

export const claimOrderMutation = `mutation ClaimOrder($input: ClaimOrderInput!) {
  claimOrder(input: $input) { __typename ... on OrderClaimed { order { id } } ... on UserError { message path } }
}`;

export const claimOrdersByEmailMutation = `mutation ClaimOrdersByEmail($input: ClaimOrdersByEmailInput!) {
  claimOrdersByEmail(input: $input) {
    __typename
    ... on OrdersClaimed { orders { id } hasMore }
    ... on UserError { message path }
  }
}`;

export const historyQuery = `query History($id: ID!, $first: Int! = 100, $after: String) {
  order(id: $id) {
    notes { text visibleToShopper by { kind } }
    history(first: $first, after: $after) {
      edges { node { position kind status state amount { amount } text by { kind } lines { line { id } quantity } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const returnFragment = `fragment R on Return {
  id status reason comment note restockingFee { amount } lines { line { id } quantity restocked writtenOff }
  order { id status paymentStatus refunded { amount } }
}`;

export const requestReturnMutation = `mutation RequestReturn($input: RequestReturnInput!) {
  requestReturn(input: $input) { __typename ... on ReturnRequested { return { ...R } } ... on UserError { message path } }
} ${returnFragment}`;

export const cancelReturnMutation = `mutation CancelReturn($input: CancelReturnInput!) {
  cancelReturn(input: $input) { __typename ... on ReturnCancelled { return { ...R } } ... on UserError { message path } }
} ${returnFragment}`;

export const approveReturnMutation = `mutation ApproveReturn($input: ApproveReturnInput!) {
  approveReturn(input: $input) { __typename ... on ReturnApproved { return { ...R } } ... on UserError { message path } }
} ${returnFragment}`;

export const declineReturnMutation = `mutation DeclineReturn($input: DeclineReturnInput!) {
  declineReturn(input: $input) { __typename ... on ReturnDeclined { return { ...R } } ... on UserError { message path } }
} ${returnFragment}`;

export const receiveReturnMutation = `mutation ReceiveReturn($input: ReceiveReturnInput!) {
  receiveReturn(input: $input) { __typename ... on ReturnReceived { return { ...R } } ... on UserError { message path } }
} ${returnFragment}`;

const editFields = "edit { id status total { amount } due { amount } back { amount } }";

export const editOrderMutation = `mutation EditOrder($input: EditOrderInput!) {
  editOrder(input: $input) {
    __typename
    ... on OrderEdited { order { id status paymentStatus total { amount } refunded { amount } } ${editFields} }
    ... on OrderEditActionRequired { order { id status total { amount } } ${editFields} clientSecret redirectUrl }
    ... on OrderEditNotPaid { due { amount } }
    ... on PriceChanged { actual { amount } }
    ... on OutOfStock { shortages { requested available } }
    ... on PaymentDeclined { code }
    ... on UserError { message path }
  }
}`;

export const cancelOrderEditMutation = `mutation CancelOrderEdit($input: CancelOrderEditInput!) {
  cancelOrderEdit(input: $input) {
    __typename
    ... on OrderEditCancelled { order { id status paymentStatus total { amount } } ${editFields} }
    ... on UserError { message path }
  }
}`;

export const orderEditQuoteQuery = `query OrderEditQuote($input: OrderEditQuoteInput!) {
  orderEditQuote(input: $input) {
    __typename
    ... on OrderEditQuote {
      lines { quantity unitPrice { amount } total { amount } variant { sku } }
      subtotal { amount } discount { amount } shipping { amount } tax { amount } total { amount } due { amount } back { amount }
    }
    ... on UserError { message path }
  }
}`;

export const revisionsQuery = `query Revisions($id: ID!) {
  order(id: $id) {
    edits { status total { amount } due { amount } back { amount } }
    revisions { revision total { amount } shippingMethod lines { id quantity title unitPrice { amount } } }
  }
}`;
