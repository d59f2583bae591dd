import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { readLedger } from "../../../usecases/readLedger.ts";

export const ledgerEntries: QueryResolvers["ledgerEntries"] = async (_parent, { paymentId, ...page }, { ports }) => {
  checkPage(page);
  const after = page.after ? String(decodeCursor(page.after, ["id"])[0]) : null;
  const entries = await readLedger(ports, { paymentId: paymentId ?? null, limit: page.first + 1, after });
  return connection(entries, { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
