import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { inventory } from "./index.ts";

await serveSubgraph(inventory, process.env, servicesByUrl(process.env));
