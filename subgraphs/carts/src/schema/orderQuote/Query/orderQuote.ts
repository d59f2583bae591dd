import { CodedError } from "@angidi/subgraph";
import { checkPieces } from "../../../domain/orderedPieces.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quoteOrder } from "../../../usecases/quoteOrder.ts";
import { toPlacementQuote } from "../../placement/toPlacementQuote.ts";

export const orderQuote: NonNullable<QueryResolvers["orderQuote"]> = async (_parent, { input }, { ports, loaders }) => {
  const lines = input.lines.map((line) => ({ ...line, keptUnitPrice: line.keptUnitPrice ?? null }));
  const invalid = checkPieces(lines);
  if (invalid) throw new CodedError("BAD_USER_INPUT", invalid.message);
  const result = await quoteOrder(
    { ...ports, ...loaders },
    { ...input, lines, customerId: input.customerId ?? null, market: input.market ?? null },
  );
  return toPlacementQuote(result);
};
