import { runGateway } from "./runGateway.ts";

await runGateway(process.argv.slice(2), process.env);
