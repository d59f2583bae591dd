/**
 * `npm run dev`: the platform as `npm start` runs it, started anew whenever its source changes. What runs is drained
 * first; the embedded PostgreSQL stays up in between, and so does the storefront, which reloads what changed of it by itself.
 */
import { type Program, startProgram } from "./src/childProcess.ts";
import { readConfig, storefrontPlace } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { live } from "./src/life.ts";
import { checkPort } from "./src/ports.ts";
import { createProgress } from "./src/progress.ts";
import { openStorefront } from "./src/storefront/storefront.ts";
import { openStores } from "./src/stores.ts";
import { watchSource } from "./src/watch.ts";

await live(process.env, async ({ signal, atEnd }) => {
  const config = readConfig(process.env);
  await checkPort(config.port, config.host);
  openDataFolder(config.dataFolder);
  const stores = await openStores(config, createProgress(process.stdout));
  atEnd(stores.close);

  let platform: Program | undefined;
  atEnd(async () => platform?.stop());

  const start = async (schemaChanged: boolean) => {
    await platform?.stop();
    platform = undefined;
    if (schemaChanged) await startProgram("schema/compose.ts", process.env, { shown: true }).ended;
    if (!signal.aborted)
      platform = startProgram("deploy/local/main.ts", { ...process.env, STOREFRONT: "off" }, { shown: true });
  };
  let starting = start(true);
  const unwatch = watchSource((files) => {
    process.stdout.write(`\nChanged: ${[...files].join(", ")}\n`);
    const schemaChanged = [...files].some((file) => file.endsWith(".graphql"));
    starting = starting.then(() => start(schemaChanged));
  });
  atEnd(async () => {
    unwatch();
    await starting;
  });
  if (config.storefront) {
    await starting;
    await startProgram("codegen.ts", process.env, { shown: true }).ended;
    const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
    const storefront = await openStorefront(storefrontPlace(config, config.storefront), say, { asWritten: true });
    atEnd(storefront.stop);
    say(`The storefront, with hot reload: ${storefront.url}`);
  }
  return "goes on";
});
