import { planningThread } from "./planning/plannerInThread.ts";

// It takes the longest to be ready, so it is started before the rest is even loaded.
planningThread.warmUp();
const { runGateway } = await import("./runGateway.ts");
await runGateway(process.argv.slice(2), process.env);
