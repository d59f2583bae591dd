/** `npm run bench:gateway`: measures the gateway beside others and beside a bare proxy. bench/README.md says how to read it. */
import { installOnce } from "../src/installed.ts";
import { keep } from "../src/keep.ts";
import { benchmark } from "./benchmark.ts";
import { readOptions } from "./options.ts";

import { tablesOf } from "./report.ts";

try {
  const options = readOptions(process.argv.slice(2));
  const say = (phrase: string) => process.stderr.write(`${phrase}\n`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  installOnce(new URL("./peers/", import.meta.url), "the other gateways", say);
  const results = await benchmark(options, say);
  const file = keep(results.machine, results, "gateway-");
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : `\n${tablesOf(results)}\n\n`);
  say(`Kept in ${file}`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
