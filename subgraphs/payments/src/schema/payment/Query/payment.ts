import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { readPayments } from "../../../usecases/readPayments.ts";
import { viewerOf } from "../viewer.ts";

export const payment: QueryResolvers["payment"] = async (_parent, { id }, { ports, caller }) => {
  const [found] = await readPayments(ports, viewerOf(caller), [id]);
  return found ?? null;
};
