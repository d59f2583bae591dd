/**
 * `npm run import -- FILE.csv`, or `FILE.jsonl`: imports products and their stock, whether or not the platform is running
 * (docs/guides/import-and-export.md). A row that cannot be imported is told with its line, and the rest is imported; only a
 * file that is of another kind makes this fail.
 */
import { resolve } from "node:path";
import { readConfig } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { live } from "./src/life.ts";
import { PlatformError } from "./src/platformError.ts";
import { createProgress } from "./src/progress.ts";
import { openStores } from "./src/stores.ts";

await live(process.env, async ({ signal, atEnd }) => {
  const config = readConfig(process.env);
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new PlatformError("Which file? npm run import -- products.csv");
  openDataFolder(config.dataFolder);

  const progress = createProgress(process.stdout, signal);
  const opened = await progress.during("database", () => openStores(config, progress));
  atEnd(opened.close);
  progress.end();

  const { createLogger, createSubgraphs, importFile, importProgressOn, importSummaryText, loadSubgraphs, migrateAll } =
    await import("./src/importCode.ts");
  const modules = await loadSubgraphs(["catalog", "inventory"]);
  const { environment } = await opened.provision(modules);
  await migrateAll(modules, environment);

  // Inventory takes the stock; its workers are the running platform's business.
  const here = modules.filter(({ name }) => name === "inventory" && config.subgraphsHere.includes(name));
  const subgraphs = await createSubgraphs(
    here,
    environment,
    createLogger("import", { LOG_LEVEL: "warn", ...environment }),
  );
  atEnd(subgraphs.stop);

  const bar = importProgressOn(process.stdout);
  const summary = await importFile({
    // npm runs scripts in the project's folder and keeps where it was called.
    file: resolve(process.env.INIT_CWD ?? ".", file),
    environment,
    services: subgraphs.services,
    onProgress: bar.show,
    signal,
  }).finally(bar.end);
  process.stdout.write(`${importSummaryText(summary)}\n`);
  return "done";
});
