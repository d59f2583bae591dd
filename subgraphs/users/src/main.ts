import { servicesByUrl } from "@angidi/service-client";
import { serveSubgraph } from "@angidi/subgraph";
import { users } from "./index.ts";

await serveSubgraph(users, process.env, servicesByUrl(process.env));
