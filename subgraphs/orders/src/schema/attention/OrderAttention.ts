import { money } from "@angidi/money";
import { resolutionsOf } from "../../domain/byHand.ts";
import { describeParked } from "../../domain/parked.ts";
import type { OrderAttentionResolvers } from "../../generated/resolvers.ts";
import { nameOf } from "./sagaNames.ts";

export const OrderAttention: OrderAttentionResolvers = {
  reason: ({ parked }) => parked.map(describeParked).join("; "),
  sagas: ({ parked, currency }) =>
    parked.map(({ saga, id, since, amounts, references, ...rest }) => ({
      ...rest,
      resolutions: [...resolutionsOf({ saga, ...rest })],
      saga: nameOf[saga],
      subjectId: id,
      since: new Date(since),
      amounts: Object.entries(amounts).map(([name, amount]) => ({ name, amount: money(amount, currency) })),
      references: Object.entries(references).map(([name, reference]) => ({ name, id: reference })),
    })),
};
