import { type Planner, PlanningFailed } from "./planner.ts";

/** Reads a supergraph in this thread, which its planning then holds up: for tests and small tools. */
export async function readHere(sdl: string): Promise<{ readonly apiSdl: string; readonly planner: Planner }> {
  // Loaded only when asked for: a gateway that plans in a thread does without these libraries in its own.
  const { readSupergraph } = await import("./apolloPlanner.ts");
  const { apiSdl, plan } = readSupergraph(sdl);
  let isClosed = false;
  return {
    apiSdl,
    planner: {
      async plan(operation, signal) {
        signal?.throwIfAborted();
        if (isClosed) throw new PlanningFailed("The supergraph is closed");
        return plan(operation);
      },
      async close() {
        isClosed = true;
      },
    },
  };
}
