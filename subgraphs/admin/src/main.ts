import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { admin } from "./index.ts";

await serveSubgraph(admin, process.env, servicesByUrl(process.env));
