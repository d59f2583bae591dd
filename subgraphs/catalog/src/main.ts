import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { catalog } from "./index.ts";

await serveSubgraph(catalog, process.env, servicesByUrl(process.env));
