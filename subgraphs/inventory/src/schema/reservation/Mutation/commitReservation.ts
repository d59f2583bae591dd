import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type CommitReservationResult, commitReservation as commit } from "../../../usecases/commitReservation.ts";

export const commitReservation: MutationResolvers["commitReservation"] = async (_parent, { orderId }, { ports }) =>
  toCommitReservationResult(await commit(ports, orderId));

function toCommitReservationResult({ kind, orderId }: CommitReservationResult) {
  return { __typename: kind === "committed" ? "ReservationCommitted" : "ReservationExpired", orderId } as const;
}
