/**
 * `npm run storefront -- [--graph-url https://graph.example/graphql]`: the storefront alone, on any graph; GRAPH_URL says it,
 * too. It is built where its source has changed. STOREFRONT_PORT (3000), STOREFRONT_URL and HOST as in `npm start`.
 */
import { parseArgs } from "node:util";
import { readStorefrontConfig } from "./src/config.ts";
import { live } from "./src/life.ts";
import { openStorefront } from "./src/storefront/storefront.ts";

await live(process.env, async ({ atEnd }) => {
  const { values } = parseArgs({ options: { "graph-url": { type: "string" } } });
  const place = readStorefrontConfig({ ...process.env, GRAPH_URL: values["graph-url"] ?? process.env.GRAPH_URL });
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
  const storefront = await openStorefront(place, say);
  atEnd(storefront.stop);
  if (storefront.isBuilt) say(`The storefront of ${place.graphUrl}: ${storefront.url}`);
  return "goes on";
});
