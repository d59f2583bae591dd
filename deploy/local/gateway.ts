/** `npm run gateway`: a gateway by itself – the platform's, unless arguments name another supergraph or other settings. */
import { runGateway } from "@angidi/gateway";
import { createLogger, readFaults } from "@angidi/subgraph";
import { platformParts } from "./src/gatewayParts.ts";
import { gatewayConfigFile } from "./src/gatewaySettings.ts";
import { keySetOfUsers } from "./src/keySet.ts";
import { mediaElsewhere } from "./src/mediaElsewhere.ts";
import { webhooksElsewhere } from "./src/webhooksElsewhere.ts";

await runGateway(process.argv.slice(2), process.env, {
  config: gatewayConfigFile,
  own: (settings, transports) => ({
    ...platformParts(keySetOfUsers([], process.env), transports, settings.signing.key!, process.env),
    routes: [...mediaElsewhere(process.env), ...webhooksElsewhere(process.env)],
    transports: readFaults(process.env, createLogger("gateway", process.env)).gateway(transports),
  }),
});
