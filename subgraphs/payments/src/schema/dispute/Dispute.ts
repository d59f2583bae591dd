import type { DisputeResolvers } from "../../generated/resolvers.ts";

export const Dispute: DisputeResolvers = {
  payment: ({ paymentId }, _arguments, { loaders }) => loaders.paymentById.load(paymentId),
};
