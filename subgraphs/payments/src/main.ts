import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { payments } from "./index.ts";

await serveSubgraph(payments, process.env, servicesByUrl(process.env));
