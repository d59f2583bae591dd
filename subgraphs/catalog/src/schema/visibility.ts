import { type Caller, hasScope } from "@angidi/subgraph";

/** Whether a caller sees products that shoppers do not: whoever edits them, and whoever looks at them for the shop. */
export function seesAllProducts(caller: Caller): boolean {
  return hasScope(caller, "catalog:write") || hasScope(caller, "catalog:moderate");
}
