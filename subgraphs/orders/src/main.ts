import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { orders } from "./index.ts";

await serveSubgraph(orders, process.env, servicesByUrl(process.env));
