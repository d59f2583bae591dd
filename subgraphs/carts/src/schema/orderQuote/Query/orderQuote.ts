import { CodedError } from "@angidi/subgraph";
import { checkPieces } from "../../../domain/orderedPieces.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quoteOrder } from "../../../usecases/quoteOrder.ts";
import { toPlacementQuote } from "../../placement/toPlacementQuote.ts";

export const orderQuote: NonNullable<QueryResolvers["orderQuote"]> = async (_parent, { input }, { ports, loaders }) => {
  const lines = input.lines.map((line) => ({ ...line, keptUnitPrice: line.keptUnitPrice ?? null }));
  const invalid = checkPieces(lines);
  if (invalid) throw new CodedError("BAD_USER_INPUT", invalid.message);
  // The groups of whoever edits an order, staff perhaps, are none of its buyer's.
  const { variants, market } = input.customerGroups ? loaders.quotedFor(input.customerGroups) : loaders;
  const result = await quoteOrder(
    { ...ports, now: loaders.now, variants, market },
    { ...input, lines, customerId: input.customerId ?? null, market: input.market ?? null },
  );
  return toPlacementQuote(result);
};
