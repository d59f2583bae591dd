/**
 * `npm run distributed`: the gateway and each subgraph as a process of its own, over HTTP, as in production but on one
 * machine. Uses DATABASE_URL, or else the embedded PostgreSQL.
 */
import { once } from "node:events";
import { announce } from "./src/announcement.ts";
import { readConfig } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { live } from "./src/life.ts";
import { startPlatform } from "./src/platform.ts";
import { PlatformError } from "./src/platformError.ts";
import { checkPort } from "./src/ports.ts";
import { createProgress } from "./src/progress.ts";
import { openStores } from "./src/stores.ts";
import { loadSubgraphs } from "./src/subgraphs.ts";

await live(process.env, async ({ signal, atEnd }) => {
  const config = readConfig(process.env);
  await checkPort(config.port, config.host);
  openDataFolder(config.dataFolder);

  const progress = createProgress(process.stdout);
  const stores = await progress.during("database", () => openStores(config, progress));
  atEnd(stores.close);
  const { environment } = await stores.provision(await loadSubgraphs());
  const platform = await progress.during("gateway and subgraphs", () =>
    startPlatform({ mode: "distributed", port: config.port, environment, shown: true }),
  );
  atEnd(platform.stop);
  progress.end();
  announce(
    config,
    stores.description,
    Object.entries(platform.subgraphUrls).map(([name, url]) => `${name} at ${url}`),
  );
  await Promise.race([platform.ended, once(signal, "abort")]);
  if (!signal.aborted) throw new PlatformError("One of the programs ended, so the others are stopped too.");
  return "done";
});
