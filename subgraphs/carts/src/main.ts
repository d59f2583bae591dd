import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { carts } from "./index.ts";

await serveSubgraph(carts, process.env, servicesByUrl(process.env));
