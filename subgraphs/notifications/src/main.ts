import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { notifications } from "./index.ts";

await serveSubgraph(notifications, process.env, servicesByUrl(process.env));
