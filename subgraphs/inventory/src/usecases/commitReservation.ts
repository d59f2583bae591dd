import type { Ports } from "../ports.ts";

export type CommitReservationResult = {
  readonly kind: "committed" | "expired";
  readonly orderId: string;
};

/** Takes the expiry off an order's reservation, if it still has one. By the database's clock, as expiring is. */
export async function commitReservation(
  { store }: Pick<Ports, "store">,
  orderId: string,
): Promise<CommitReservationResult> {
  return { kind: (await store.reservations.commit(orderId)) ? "committed" : "expired", orderId };
}
