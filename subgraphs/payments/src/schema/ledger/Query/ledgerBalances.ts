import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const ledgerBalances: QueryResolvers["ledgerBalances"] = (_parent, _arguments, { ports }) =>
  ports.ledger.balances();
