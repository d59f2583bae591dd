import type { PlannedEdit } from "../../usecases/planEdit.ts";
import { invalidInput, refusal } from "../userErrors.ts";

type NotPlanned = Exclude<PlannedEdit, { kind: "planned" }>;

/** Why an edit cannot be planned, as clients are told. Throws for what carts refuse of a cart alone. */
export function editRefused(refused: NotPlanned) {
  if (refused.kind === "not-editable") return refusal("OrderNotEditable", refused.message, ["orderId"]);
  if (refused.kind === "invalid-input") return invalidInput(refused);
  const { reason, message } = refused.refusal;
  switch (reason) {
    case "LINE_UNAVAILABLE":
      return refusal("LineUnavailable", message);
    case "SHIPPING_METHOD_UNKNOWN":
      return refusal("ShippingMethodUnknown", message, ["shippingMethodId"]);
    case "DESTINATION_NOT_SERVED":
      return refusal("DestinationNotServed", message, ["shippingAddress"]);
    default:
      throw new Error(`Carts refused to quote an order: ${reason}`);
  }
}
