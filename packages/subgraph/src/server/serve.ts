import type { Logger } from "pino";
import { ConfigurationError } from "../configuration.ts";
import { readFaults } from "../faultsConfiguration.ts";
import { createLogger } from "../logger.ts";
import type { Environment, SubgraphModule, Surroundings } from "../module.ts";
import { followCallers } from "./followCallers.ts";
import { type ListeningServer, listen } from "./http.ts";
import { onStopSignal } from "./stopSignal.ts";

/** A subgraph running alone, over HTTP. */
export interface ServedSubgraph {
  readonly url: string;
  stop(): Promise<void>;
}

/** Creates a subgraph from its module, serves it over HTTP and sets its workers going. */
export async function startSubgraph(
  module: SubgraphModule,
  environment: Environment,
  surroundings: Surroundings,
): Promise<ServedSubgraph> {
  const endTraces = followCallers(module.name, environment);
  const subgraph = await module.create(environment, surroundings);
  let server: ListeningServer;
  try {
    // Jobs and relays first: a request that meets them unprepared would wait for them with a connection in hand.
    await subgraph.start();
    server = await listen(subgraph, {
      port: portOf(module.name, environment),
      host: environment.HOST || "127.0.0.1",
      log: surroundings.log,
    });
  } catch (error) {
    await subgraph.stop();
    throw error;
  }
  return {
    url: server.url,
    async stop() {
      await server.close();
      await subgraph.stop();
      await endTraces();
    },
  };
}

/**
 * The whole of a subgraph's `main.ts`: serves it until SIGINT or SIGTERM, then drains. A mistake that its operator can
 * mend is told in a sentence, without a stack; either way the exit code says that it failed.
 */
export async function serveSubgraph(
  module: SubgraphModule,
  environment: Environment,
  services: Surroundings["services"],
): Promise<void> {
  const log = createLogger(module.name, environment);
  let served: ServedSubgraph;
  try {
    const faults = readFaults(environment, log);
    served = await startSubgraph(module, environment, { services: faults.services(services), log, faults });
  } catch (error) {
    process.stderr.write(`${module.name}: ${explain(error)}\n`);
    process.exit(1);
  }
  log.info({ url: served.url }, `${module.name} is listening`);

  onStopSignal((signal) => void end(signal, served, log));
}

async function end(signal: NodeJS.Signals, served: ServedSubgraph, log: Logger): Promise<void> {
  log.info({ signal }, "Draining");
  // A worker or a client that will not let go must not keep the process for ever.
  setTimeout(() => process.exit(1), 15_000).unref();
  await served.stop();
  process.exit(0);
}

function portOf(name: string, environment: Environment): number {
  const text = environment[`${name.toUpperCase()}_PORT`] || "0";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError(`${name.toUpperCase()}_PORT must be a port number, not “${text}”`);
  }
  return port;
}

/** One sentence for a mistake that an operator can mend; the stack for what is a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") return "the port is in use by another program; choose another";
  if (code === "ECONNREFUSED") return "the database does not answer; is its URL right and is it running?";
  const known = ["ConfigurationError", "SchemaBehind", "DatabaseUnavailable"];
  return known.includes(error.name) ? error.message : (error.stack ?? error.message);
}
