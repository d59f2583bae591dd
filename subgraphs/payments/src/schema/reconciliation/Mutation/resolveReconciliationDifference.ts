import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type ResolveDifferenceResult, resolveDifference } from "../../../usecases/resolveDifference.ts";

export const resolveReconciliationDifference: MutationResolvers["resolveReconciliationDifference"] = async (
  _parent,
  { input },
  { ports, caller },
  // Whoever holds a scope is somebody.
) => toResult(await resolveDifference(ports, { ...input, by: userIdOf(caller)! }));

function toResult(result: ResolveDifferenceResult) {
  switch (result.kind) {
    case "closed":
      return { __typename: "ReconciliationDifferenceResolved" as const, difference: result.difference };
    case "not-found":
      return {
        __typename: "ReconciliationDifferenceNotFound" as const,
        message: "There is no such difference",
        path: ["input", "id"],
      };
    case "invalid":
      return { __typename: "InvalidInput" as const, message: result.mistake, path: ["input", "note"] };
  }
}
