import { parseEmail } from "@angidi/contact";
import { isId } from "@angidi/datastores";
import { CodedError } from "@angidi/subgraph";
import type { OrderFilter } from "../../data/orderFilter.ts";
import { readOrderNumber } from "../../domain/orderNumber.ts";
import type { OrderSort, OrderFilter as TypedFilter } from "../../generated/resolvers.ts";

const mostStatuses = 10;
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * A filter as it is asked for, in the form in which orders keep what it is about; what is null does not narrow. Throws
 * BAD_USER_INPUT for what no order could be compared with.
 */
export function toFilter(typed: TypedFilter, sort: OrderSort): OrderFilter {
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== null)) as {
    [Part in keyof TypedFilter]: NonNullable<TypedFilter[Part]>;
  };
  const { status, number, email, customerId, totalFrom, totalTo, placedFrom, placedBefore, ...rest } = given;
  if (totalFrom && totalTo && totalFrom.currency !== totalTo.currency) bad("totalFrom and totalTo differ in currency");
  for (const list of [given.statuses, given.paymentStatuses]) {
    if (list && (list.length === 0 || list.length > mostStatuses)) bad(`Name 1 to ${mostStatuses} statuses`);
  }
  if (status && given.statuses) bad("Say either status or statuses");
  const total = totalFrom ?? totalTo;
  return {
    ...rest,
    ...(status && { statuses: [status] }),
    ...(placedFrom && { placedFrom: new Date(placedFrom) }),
    ...(placedBefore && { placedBefore: new Date(placedBefore) }),
    ...(number !== undefined && { number: readOrderNumber(number) }),
    // What no order can have narrows to nothing.
    ...(email !== undefined && { email: parseEmail(email) ?? "" }),
    ...(customerId !== undefined && { customerId: isId(customerId) ? customerId : nobody }),
    ...(total && { currency: total.currency }),
    ...(totalFrom && { totalFrom: totalFrom.amount }),
    ...(totalTo && { totalTo: totalTo.amount }),
    ...(sort === "OLDEST" && { oldestFirst: true }),
  };
}

function bad(message: string): never {
  throw new CodedError("BAD_USER_INPUT", message);
}
