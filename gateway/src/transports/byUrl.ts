import { httpTransport } from "@angidi/service-client";
import { ConfigurationError, type SubgraphTransport } from "@angidi/subgraph";
import type { Settings } from "../settings/settings.ts";

/** Subgraphs that are each called at a URL. */
export interface TransportsByUrl {
  /** The way to a subgraph, wherever it is at the time of the call. */
  of(name: string): SubgraphTransport;
  /** Takes the URLs from a supergraph, but for those that are set. Throws ConfigurationError for one that has none. */
  use(subgraphs: readonly { readonly name: string; readonly url: string | undefined }[]): void;
  close(): Promise<void>;
}

type HttpTransport = ReturnType<typeof httpTransport>;

/** Calls that are under way when a subgraph has moved may take this long still. */
const farewellMilliseconds = 60_000;

export function transportsByUrl(settings: Settings["subgraphs"]): TransportsByUrl {
  const open = new Map<string, { readonly url: string; readonly transport: HttpTransport }>();
  const leaving = new Set<HttpTransport>();

  const move = (name: string, url: string) => {
    const known = open.get(name);
    if (known?.url === url) return;
    const connections = settings[name]?.connections;
    open.set(name, { url, transport: httpTransport({ url, ...(connections ? { connections } : {}) }) });
    if (known) leave(known.transport);
  };
  const leave = (transport: HttpTransport) => {
    leaving.add(transport);
    setTimeout(() => {
      // Unless all were closed meanwhile.
      if (leaving.delete(transport)) transport.close().catch(() => {});
    }, farewellMilliseconds).unref();
  };
  const at = (name: string): SubgraphTransport => {
    const known = open.get(name);
    if (!known) throw new Error(`There is no URL for the subgraph ${name}`);
    return known.transport;
  };

  return {
    of: (name) => ({
      execute: (request) => at(name).execute(request),
      subscribe: (request) => at(name).subscribe(request),
    }),

    use(subgraphs) {
      const urls = subgraphs.map(({ name, url }) => [name, settings[name]?.url ?? url] as const);
      const without = urls.flatMap(([name, url]) => (url ? [] : [name]));
      if (without.length > 0) {
        const mistakes = without.map((name) => `  subgraphs.${name}.url: the supergraph does not say where it is`);
        throw new ConfigurationError(`Some subgraphs have no URL:\n${mistakes.join("\n")}`);
      }
      for (const [name, url] of urls) move(name, url!);
    },

    async close() {
      const all = [...[...open.values()].map(({ transport }) => transport), ...leaving];
      open.clear();
      leaving.clear();
      await Promise.all(all.map((transport) => transport.close()));
    },
  };
}
