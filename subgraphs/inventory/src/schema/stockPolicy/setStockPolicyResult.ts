import type { SetStockTermsResult } from "../../usecases/setStockTerms.ts";
import { invalidInput } from "../userErrors.ts";

/** What both mutations of a SKU's policy answer. */
export function toSetStockPolicyResult(result: SetStockTermsResult) {
  if (result.kind === "invalid") return invalidInput(result.mistake);
  return { __typename: "StockPolicySet", stockPolicy: result.policy } as const;
}
