import type { QueryPlan } from "@apollo/query-planner";

/** What the planner says is to be fetched; undefined for an operation that needs no subgraph. */
export type PlanRoot = QueryPlan["node"];

/** A valid operation, as text. */
export interface OperationToPlan {
  readonly document: string;
  /** Which of the document's operations; may be left out when there is only one. */
  readonly operationName: string | undefined;
  /** Which labels of `@override(label:)` hold for this request. Those not named do not. */
  readonly overrides?: ReadonlyMap<string, boolean>;
  /** Whether the client takes the answer in parts. `@defer` is ignored otherwise. */
  readonly incremental?: boolean;
}

/** Plans operations against one supergraph. */
export interface Planner {
  /** Rejects with PlanningFailed, with PlannerOverloaded, or with the reason of `signal`. */
  plan(operation: OperationToPlan, signal?: AbortSignal): Promise<PlanRoot>;
  /** Plans under way are given up. */
  close(): Promise<void>;
}

/** The operation could not be planned; the message is for the log, not for the client. */
export class PlanningFailed extends Error {
  override readonly name = "PlanningFailed";
}

/** Too many operations wait to be planned already. */
export class PlannerOverloaded extends Error {
  override readonly name = "PlannerOverloaded";
}
