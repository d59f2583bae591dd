import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { markDelivered as deliver } from "../../../usecases/markDelivered.ts";
import { idempotencyKeyReused, invalidInput, refusal } from "../../userErrors.ts";

export const markDelivered: MutationResolvers["markDelivered"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await deliver(ports, input, { caller });
  switch (outcome.kind) {
    case "delivered": {
      const { order, fulfilment } = outcome;
      return { __typename: "FulfilmentDelivered", order, fulfilment: { ...fulfilment, currency: order.currency } };
    }
    case "not-shipped":
      return refusal("FulfilmentNotShipped", "The parcel is not on its way yet", ["fulfilmentId"]);
    case "fulfilment-not-found":
      return refusal("FulfilmentNotFound", "There is no such parcel", ["fulfilmentId"]);
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
