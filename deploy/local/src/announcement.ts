import type { LocalConfig } from "./config.ts";
import { demoAccounts, demoPassword } from "./demoAccounts.ts";

/** Prints what runs where, for a person who has just started it. */
export function announce(config: LocalConfig, stores: string, runs: readonly string[]): void {
  // Listening on every address is not an address that a browser can open.
  const host = ["0.0.0.0", "::"].includes(config.host) ? "127.0.0.1" : config.host;
  const origin = `${host.includes(":") ? `[${host}]` : host}:${config.port}`;
  const graph = `http://${origin}/graphql`;
  const lines: [string, ...string[]][] = [
    ["Graph", graph],
    ["Explorer", `http://${origin}/`],
    ["Apollo Sandbox", `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(graph)}`],
    ["Subscriptions", `ws://${origin}/graphql`],
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

/** On purpose, one a line. */
function faultsIn(text: string): [string, ...string[]] {
  const [first = "", ...others] = text.split(/[;\n]/).map((entry) => entry.trim());
  return [first, ...others.filter((entry) => entry !== "")];
}
