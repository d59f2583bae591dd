import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { resolveParkedSaga as resolve } from "../../../usecases/resolveParkedSaga.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";
import { sagaOf } from "../sagaNames.ts";

export const resolveParkedSaga: MutationResolvers["resolveParkedSaga"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await resolve(ports, { ...input, saga: sagaOf(input.saga) }, { caller, requestId });
  switch (outcome.kind) {
    case "resolved":
      return { __typename: "ParkedSagaResolved", order: outcome.order };
    case "not-resolvable": {
      const { message, field, resolutions } = outcome;
      return { ...refusal("ParkedSagaNotResolvable", message, [field]), resolutions: [...resolutions] };
    }
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
