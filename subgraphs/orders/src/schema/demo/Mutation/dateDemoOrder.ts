import { CodedError } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { dateDemoOrder as date } from "../../../usecases/dateDemoOrder.ts";

export const dateDemoOrder: MutationResolvers["dateDemoOrder"] = async (_parent, { input }, { ports }) => {
  const outcome = await date(ports, { ...input, times: input.times.map((time) => new Date(time)) });
  if (outcome === "no-demo") throw new CodedError("FORBIDDEN", "There is no demo store here");
  if (outcome === "not-so") throw new CodedError("BAD_USER_INPUT", "There is no such order, or it has other entries");
  return { orderId: input.orderId };
};
