import { httpTransport } from "@angidi/service-client";
import { metricsRoute } from "@angidi/telemetry";
import type { Logger } from "pino";
import type { GatewayConfig } from "./config.ts";
import { createGateway } from "./gateway.ts";
import { cachedKeySet, keysByUrl } from "./plugins/keySet.ts";

/** Runs a gateway over subgraphs that each have a URL. They may still be down: they are called when they are needed. */
export async function startGateway(
  config: GatewayConfig,
  log: Logger,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const transports = new Map([...config.subgraphUrls].map(([name, url]) => [name, httpTransport({ url })]));
  const close = () => Promise.all([...transports.values()].map((transport) => transport.close()));
  const gateway = await createGateway({
    supergraph: config.supergraph,
    transports: (name) => {
      const transport = transports.get(name);
      if (!transport) throw new Error(`There is no URL for the subgraph ${name}`);
      return transport;
    },
    signingKey: config.signingKey,
    keySet: cachedKeySet(keysByUrl(config.keysUrl)),
    origins: config.origins,
    routes: [metricsRoute({ from: config.metricsReaders })],
    log,
  });
  try {
    await gateway.listen({ port: config.port, host: config.host });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: gateway.url,
    async stop() {
      await gateway.stop();
      await close();
    },
  };
}
