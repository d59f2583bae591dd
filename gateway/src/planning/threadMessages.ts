import type { OperationToPlan, PlanRoot } from "./planner.ts";

/** What the planning thread is asked. Supergraphs go by numbers that whoever asks gives them. */
export type ThreadRequest = ThreadQuestion | { readonly kind: "release"; readonly supergraph: number };

export type ThreadQuestion =
  | { readonly kind: "load"; readonly supergraph: number; readonly sdl: string }
  | { readonly kind: "plan"; readonly supergraph: number; readonly operation: OperationToPlan };

/** Each question is answered once, in the order in which they were asked. */
export type ThreadAnswer =
  | { readonly kind: "loaded"; readonly apiSdl: string }
  | { readonly kind: "planned"; readonly node: PlanRoot }
  | { readonly kind: "failed"; readonly message: string };
