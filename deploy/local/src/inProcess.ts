import { servicesByUrl } from "@angidi/service-client";
import {
  type Environment,
  type Route,
  readFaults,
  type Subgraph,
  type SubgraphModule,
  type SubgraphTransport,
} from "@angidi/subgraph";
import type { Logger } from "pino";

/** The subgraphs that run in this process, and the way to all of them. */
export interface SubgraphsInProcess {
  /** To a subgraph by name: a function call to one of this process, HTTP to one that has a URL. */
  readonly services: (name: string) => SubgraphTransport;
  /** The same as the gateway goes it: with faults, where there are to be some. */
  readonly transports: (name: string) => SubgraphTransport;
  readonly routes: readonly Route[];
  /** Sets their workers going. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Creates subgraphs side by side; if one fails, those that are made are stopped again. */
export async function createSubgraphs(
  modules: readonly SubgraphModule[],
  environment: Environment,
  log: Logger,
): Promise<SubgraphsInProcess> {
  const subgraphs = new Map<string, Subgraph>();
  const elsewhere = servicesByUrl(environment);
  const faults = readFaults(environment, log);
  const services = (name: string) => subgraphs.get(name)?.transport ?? elsewhere(name);
  const stop = async () => {
    await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
  };

  const outcomes = await Promise.allSettled(
    modules.map(async (module) => {
      const surroundings = { services: faults.services(services), log: log.child({ subgraph: module.name }), faults };
      const subgraph = await module.create(environment, surroundings);
      subgraphs.set(module.name, subgraph);
    }),
  );
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) {
    await stop();
    throw failure.reason;
  }

  return {
    services,
    transports: faults.gateway(services),
    routes: [...subgraphs.values()].flatMap((subgraph) => subgraph.routes),
    async start() {
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.start()));
    },
    stop,
  };
}
