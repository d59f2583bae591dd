import type { Environment } from "@angidi/subgraph";

/**
 * What the storefront's programs get of this program's environment: what programs need to run, and what is the storefront's own.
 * It is a client of the public graph, so neither keys nor the addresses of stores.
 */
const passed = [
  "PATH",
  "HOME",
  "USER",
  "TMPDIR",
  "TEMP",
  "LANG",
  "TZ",
  "SYSTEMROOT",
  "NODE_EXTRA_CA_CERTS",
  "PICTURE_HOSTS",
  "GRAPH_DEADLINE",
];

export function storefrontEnvironment(environment: Environment): Record<string, string> {
  const own = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && (passed.includes(name) || name.startsWith("STOREFRONT_")),
  );
  return { ...(Object.fromEntries(own) as Record<string, string>), NEXT_TELEMETRY_DISABLED: "1" };
}
