import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { search } from "./index.ts";

await serveSubgraph(search, process.env, servicesByUrl(process.env));
