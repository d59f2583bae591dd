/** Fills a running platform, found by <NAME>_URL, with the demo store. */
import { servicesByUrl } from "@angidi/service-client";
import { parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";
import { fillDemoStore } from "./src/demoStore.ts";
import { live } from "./src/life.ts";

await live(process.env, async () => {
  const { SERVICE_SIGNING_KEY } = parseEnvironment(z.object({ SERVICE_SIGNING_KEY: settings.signingKey }), process.env);
  await fillDemoStore(servicesByUrl(process.env), SERVICE_SIGNING_KEY);
  return "done";
});
