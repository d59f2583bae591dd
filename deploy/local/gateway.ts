/** `npm run gateway`: a gateway by itself – the platform's, unless arguments name another supergraph or other settings. */
import { runGateway } from "@angidi/gateway";
import { gatewayConfigFile } from "./src/gatewaySettings.ts";

await runGateway(process.argv.slice(2), process.env, { config: gatewayConfigFile });
