/**
 * `npm run export -- FILE.csv`, or `FILE.jsonl`: exports all products, whether or not the platform is running. An export
 * that was interrupted goes on with `--resume` (JSON Lines only).
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { live } from "./src/life.ts";
import { PlatformError } from "./src/platformError.ts";
import { createProgress } from "./src/progress.ts";
import { openStores } from "./src/stores.ts";

await live(process.env, async ({ signal, atEnd }) => {
  const config = readConfig(process.env);
  const { values, positionals } = parseArgs({ options: { resume: { type: "boolean" } }, allowPositionals: true });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new PlatformError("Into which file? npm run export -- products.csv");
  openDataFolder(config.dataFolder);

  const progress = createProgress(process.stdout, signal);
  const opened = await progress.during("database", () => openStores(config, progress));
  atEnd(opened.close);
  progress.end();

  const { exportFile, loadSubgraphs, migrateAll } = await import("./src/importCode.ts");
  const modules = await loadSubgraphs(["catalog"]);
  const { environment } = await opened.provision(modules);
  await migrateAll(modules, environment);

  const { products, leftOut } = await exportFile({
    // npm runs scripts in the project's folder and keeps where it was called.
    file: resolve(process.env.INIT_CWD ?? ".", file),
    environment,
    resume: values.resume ?? false,
    signal,
  });
  process.stdout.write(`${products.toLocaleString("en")} products exported\n`);
  for (const slug of leftOut) process.stdout.write(`  left out, for more options than the format has: ${slug}\n`);
  return "done";
});
