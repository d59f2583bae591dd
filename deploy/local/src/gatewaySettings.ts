import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSettings, type Settings } from "@angidi/gateway";
import type { Environment } from "@angidi/subgraph";

/** What the platform's gateway is set up by. */
export const gatewayConfigFile = fileURLToPath(new URL("../../gateway.yaml", import.meta.url));

/** The platform's settings for its gateway, and the supergraph that they name. Throws ConfigurationError. */
export function gatewaySettings(environment: Environment): {
  readonly settings: Settings;
  readonly supergraph: string;
} {
  const settings = readSettings(gatewayConfigFile, environment);
  return { settings, supergraph: readFileSync(settings.supergraph.file!, "utf8") };
}
