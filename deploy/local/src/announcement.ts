import type { LocalConfig } from "./config.ts";
import { demoAccounts, demoPassword } from "./demoAccounts.ts";
import { originOf } from "./origin.ts";
import type { Storefront } from "./storefront/storefront.ts";

/** Prints what runs where, for a person who has just started it. */
export function announce(
  config: LocalConfig,
  stores: string,
  runs: readonly string[],
  storefront?: Pick<Storefront, "url" | "isBuilt">,
): void {
  const origin = originOf(config);
  const graph = `${origin}/graphql`;
  const lines: [string, ...string[]][] = [
    ...(storefront ? [storefrontLine(storefront)] : []),
    ["Graph", graph],
    ["Explorer", `${origin}/`],
    ["Apollo Sandbox", `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(graph)}`],
    ["Subscriptions", graph.replace(/^http/, "ws")],
    ["Runs", ...runs],
    ["Data", `${config.dataFolder} · ${stores}`],
  ];
  if (config.demo) {
    lines.push(["Demo accounts", `${demoAccounts.map(({ email }) => email).join(", ")}`, `password ${demoPassword}`]);
  }
  if (config.faults) lines.push(["Faults", ...faultsIn(config.faults)]);
  lines.push(["Stop", "Ctrl-C"]);

  const text = lines.flatMap(([name, ...values]) =>
    values.map((value, index) => `  ${(index === 0 ? name : "").padEnd(16)}${value}`),
  );
  process.stdout.write(`\nAngidi is ready.\n\n${text.join("\n")}\n\n`);
}

function storefrontLine({ url, isBuilt }: Pick<Storefront, "url" | "isBuilt">): [string, string] {
  return ["Storefront", isBuilt ? url : `${url} (in a moment: it is being built)`];
}

/** On purpose, one a line. */
function faultsIn(text: string): [string, ...string[]] {
  const [first = "", ...others] = text.split(/[;\n]/).map((entry) => entry.trim());
  return [first, ...others.filter((entry) => entry !== "")];
}
