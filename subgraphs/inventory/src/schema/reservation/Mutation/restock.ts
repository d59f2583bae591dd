import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { restock as giveBack, type Restock, type RestockResult } from "../../../usecases/restock.ts";
import { invalidLines, notHeld } from "../../userErrors.ts";

export const restock: MutationResolvers["restock"] = async (_parent, { input }, { ports }) =>
  toStockRestocked(input, await giveBack(ports, input));

function toStockRestocked({ orderId, restockId }: Restock, result: RestockResult) {
  switch (result.kind) {
    case "restocked":
      return { orderId, restockId };
    case "not-held":
      throw notHeld(orderId, result.shortages);
    case "invalid-lines":
      throw invalidLines();
  }
}
