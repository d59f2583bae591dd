/** `npm run bench`: measures the platform beside what its database alone could do. bench/README.md says how to read it. */
import { benchmark } from "./src/benchmark.ts";
import { startBenchPlatform } from "./src/benchPlatform.ts";
import { keep } from "./src/keep.ts";
import { readOptions } from "./src/options.ts";
import { tableOf } from "./src/report.ts";

try {
  const options = readOptions(process.argv.slice(2));
  const say = (phrase: string) => process.stderr.write(`${phrase}\n`);
  say("Starting the platform");
  const platform = await startBenchPlatform(
    options.profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${options.profile}` } : {},
  );
  // Told to stop in the middle of it, what was started is ended and removed all the same.
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => reject(new Error("Interrupted")));
  });
  try {
    const results = await Promise.race([benchmark(platform, options, say), interrupted]);
    const file = keep(results.circumstances, results);
    process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : `\n${tableOf(results)}\n\n`);
    say(`Kept in ${file}`);
  } finally {
    await platform.remove();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
