import { isId } from "@angidi/datastores";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockTransfer: QueryResolvers["stockTransfer"] = async (_parent, { id }, { ports }) =>
  isId(id) ? ((await ports.store.transfers.find(id)) ?? null) : null;
