import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { addOrderNote as add } from "../../../usecases/addOrderNote.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound } from "../../userErrors.ts";

export const addOrderNote: MutationResolvers["addOrderNote"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await add(ports, input, caller);
  switch (outcome.kind) {
    case "added":
      return { __typename: "OrderNoteAdded", order: outcome.order };
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
