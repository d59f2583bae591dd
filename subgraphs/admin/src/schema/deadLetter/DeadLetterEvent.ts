import type { DeadLetterEventResolvers } from "../../generated/resolvers.ts";

export const DeadLetterEvent: DeadLetterEventResolvers = {
  data: ({ data }) => JSON.stringify(data),
};
