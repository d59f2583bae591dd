import type { FulfilmentStatus } from "./fulfilment.ts";
import { becomeBy, checkStateTable, type StateTable } from "./stateTable.ts";

/** The states of a parcel, and all ways between them. One whose goods are not there is taken back, as if it had not been. */
export const fulfilmentStates: StateTable<FulfilmentStatus> = {
  PENDING: { next: ["SHIPPED"], ends: false },
  SHIPPED: { next: ["DELIVERED"], ends: false },
  DELIVERED: { next: [], ends: true },
};

/** Throws for a table with a mistake. */
export function checkFulfilmentStates(states: StateTable<FulfilmentStatus>): void {
  checkStateTable("A parcel", "PENDING", states);
}

/** The status itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function becomeFulfilled(from: FulfilmentStatus, to: FulfilmentStatus): FulfilmentStatus {
  return becomeBy("A parcel", fulfilmentStates, from, to);
}
