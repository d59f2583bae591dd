import { ConfigurationError } from "@angidi/subgraph";
import { metricsRoute } from "@angidi/telemetry";
import type { Logger } from "pino";
import { createGateway, type GatewayParts } from "./gateway.ts";
import type { Settings } from "./settings/settings.ts";
import { fileSource } from "./supergraph/fileSource.ts";
import { subgraphsOf } from "./supergraph/load.ts";
import type { SupergraphSource } from "./supergraph/source.ts";
import { urlSource } from "./supergraph/urlSource.ts";
import { transportsByUrl } from "./transports/byUrl.ts";

/** What a platform adds to a gateway of its own: ports that settings cannot express. */
export type OwnParts = Partial<
  Pick<
    GatewayParts,
    | "keySets"
    | "apiKeys"
    | "sessionEndings"
    | "scopesOfRoles"
    | "policies"
    | "invalidations"
    | "explorerExamples"
    | "routes"
    | "transports"
  >
>;

/**
 * Runs a gateway over subgraphs that each have a URL. They may still be down: they are called when they are needed. A
 * new supergraph is taken into service as soon as its source has it; one that is not good is refused, and the old one
 * stays.
 */
export async function startGateway(
  settings: Settings,
  log: Logger,
  own: (transports: GatewayParts["transports"]) => OwnParts = () => ({}),
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const source = sourceOf(settings);
  const supergraph = await source.read().catch(mistaken);
  const transports = transportsByUrl(settings.subgraphs);
  transports.use(subgraphsOf(supergraph));
  const parts = own(transports.of);
  const gateway = await createGateway({
    ...parts,
    supergraph,
    settings,
    transports: parts.transports ?? transports.of,
    routes: [...(parts.routes ?? []), metricsRoute({ from: settings.listen.metricsFrom })],
    log,
  });
  try {
    await gateway.listen(settings.listen);
  } catch (error) {
    await gateway.stop();
    await transports.close();
    throw error;
  }

  let replaced = Promise.resolve();
  const replace = async (sdl: string) => {
    try {
      await gateway.replaceSupergraph(sdl, () => transports.use(subgraphsOf(sdl)));
      log.info("A new supergraph is in service");
    } catch (error) {
      log.error({ err: error }, "A new supergraph is refused; the old one stays in service");
    }
  };
  const unwatch = source.watch(
    (sdl) => {
      // One after the other: the one that came last is to stay.
      replaced = replaced.then(() => replace(sdl));
    },
    (error) => log.warn({ reason: error.message }, "Whether there is a new supergraph cannot be told"),
  );
  return {
    url: gateway.url,
    async stop() {
      unwatch();
      await gateway.stop();
      await transports.close();
    },
  };
}

/** A supergraph that cannot be had is for the operator to mend: the reason is enough. */
function mistaken({ message }: Error): never {
  throw new ConfigurationError(message);
}

function sourceOf({ supergraph: { file, url, everySeconds, headers } }: Settings): SupergraphSource {
  if (file) return fileSource(file);
  if (url) return urlSource(url, { everyMilliseconds: everySeconds * 1_000, headers });
  throw new ConfigurationError("supergraph: a file or a URL must be given");
}
