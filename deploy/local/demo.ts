/**
 * Fills a running platform, found by <NAME>_URL, with the demo store; `node demo.ts orders` makes the past weeks' orders
 * in it.
 */

import { servicesByUrl } from "@angidi/service-client";
import { createLogger, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";
import { readConfig } from "./src/config.ts";
import { openDataFolder } from "./src/dataFolder.ts";
import { makeDemoHistory } from "./src/demoHistory.ts";
import { fillDemoStore } from "./src/demoStore.ts";
import { live } from "./src/life.ts";

await live(process.env, async ({ atEnd }) => {
  const { SERVICE_SIGNING_KEY } = parseEnvironment(z.object({ SERVICE_SIGNING_KEY: settings.signingKey }), process.env);
  const services = servicesByUrl(process.env);
  if (process.argv[2] !== "orders") {
    await fillDemoStore(services, SERVICE_SIGNING_KEY);
    return "done";
  }
  const config = readConfig(process.env);
  openDataFolder(config.dataFolder);
  const log = createLogger("demo", { LOG_LEVEL: "warn", ...process.env });
  const history = makeDemoHistory(config, services, SERVICE_SIGNING_KEY, log);
  atEnd(history.stop);
  await history.ended;
  return "done";
});
