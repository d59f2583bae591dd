/**
 * `npm start`: the whole platform in one process, and all that is where on one page.
 *
 *     clients ── HTTP, WebSocket ──► gateway ── function calls ──► subgraphs ── SQL ──► embedded PostgreSQL,
 *                                                                                      a role and a schema for each
 *     browsers ── HTTP ──► storefront    workers of the subgraphs: outbox ► event log ► consumers, jobs, timers
 *                          (its process)
 *
 * Any of it can be elsewhere by configuration: DATABASE_URL or ORDERS_DATABASE_URL, … instead of the embedded
 * PostgreSQL; ORDERS_URL, … instead of that subgraph in this process.
 */
import { planningThread } from "@angidi/gateway/planningThread";
import { announce } from "./src/announcement.ts";
import { readConfig, storefrontPlace } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { fillDemoStoreOnce } from "./src/demoMarker.ts";
import { live } from "./src/life.ts";
import { beTheOnlyPlatform } from "./src/onlyPlatform.ts";
import { checkPort } from "./src/ports.ts";
import { createProgress } from "./src/progress.ts";
import { openStorefront } from "./src/storefront/storefront.ts";
import { openStores } from "./src/stores.ts";

await live(process.env, async ({ signal, atEnd }) => {
  const config = readConfig(process.env);
  await checkPort(config.port, config.host);
  openDataFolder(config.dataFolder);
  const progress = createProgress(process.stdout, signal);
  atEnd(async () => progress.end());

  // It takes the longest to be ready, and can be so by the time that the rest is.
  planningThread.warmUp();
  const loading = progress.during("code", () => import("./src/heavyCode.ts"));
  const opened = await progress.during("database", () => openStores(config, progress));
  atEnd(opened.close);
  if (opened.embeddedAdminUrl) atEnd(await beTheOnlyPlatform(opened.embeddedAdminUrl, config.dataFolder));

  const {
    createGateway,
    createLogger,
    createSubgraphs,
    fillDemoStore,
    gatewaySettings,
    keySetOfUsers,
    loadSubgraphs,
    makeDemoHistory,
    mediaElsewhere,
    metricsRoute,
    migrateAll,
    platformParts,
    webhooksElsewhere,
  } = await loading;
  const modules = await progress.during("subgraphs' code", () => loadSubgraphs(config.subgraphsHere));
  const { environment, signingKey, ...stores } = await opened.provision(modules);
  await progress.during("migrations", () => migrateAll(modules, environment));

  const log = createLogger("angidi", { LOG_LEVEL: "warn", ...environment });
  const subgraphs = await progress.during("subgraphs", () => createSubgraphs(modules, environment, log));
  atEnd(subgraphs.stop);
  await subgraphs.start();

  const gateway = await progress.during("gateway", () =>
    createGateway({
      ...gatewaySettings({ ...environment, SERVICE_SIGNING_KEY: signingKey }),
      ...platformParts(keySetOfUsers(subgraphs.routes, environment), subgraphs.services, signingKey, environment),
      transports: subgraphs.transports,
      routes: [
        ...subgraphs.routes,
        ...mediaElsewhere(environment),
        ...webhooksElsewhere(environment),
        metricsRoute({ from: config.metricsReaders }),
      ],
      log,
    }),
  );
  atEnd(gateway.stop);
  const isFilled =
    config.demo &&
    (await fillDemoStoreOnce(config, log, () =>
      progress.during("demo store", () => fillDemoStore(subgraphs.services, signingKey)),
    ));
  // Last: whoever can reach the graph finds the demo store filled.
  await gateway.listen(config);
  progress.end();
  // After the graph, which it is a client of, and in processes of its own.
  const storefront =
    config.storefront &&
    (await openStorefront(storefrontPlace(config, config.storefront), (sentence) =>
      process.stdout.write(`${sentence}\n`),
    ));
  if (storefront) atEnd(storefront.stop);
  announce(
    config,
    stores.description,
    [`gateway, ${config.subgraphsHere.join(", ")}: process ${process.pid}`],
    storefront,
  );
  // Not before: its orders take longer to make than anybody wants to wait for.
  if (isFilled && config.demoOrders) atEnd(makeDemoHistory(config, subgraphs.services, signingKey, log).stop);
  return "goes on";
});
