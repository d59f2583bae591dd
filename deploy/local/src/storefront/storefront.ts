import type { Environment } from "@angidi/subgraph";
import { originOf } from "../origin.ts";
import { freePortFrom } from "../ports.ts";
import { buildStorefront, finishedBuild } from "./build.ts";
import { type ServedStorefront, type StorefrontOptions, serveStorefront } from "./serve.ts";

/** How often it is started again after it ended by itself. */
const mostRestarts = 3;

/** Where the storefront is to be. */
export interface StorefrontPlace {
  readonly host: string;
  /** Undefined: the usual one, or the next that is free. */
  readonly port: number | undefined;
  /** Where shoppers find it, if that is elsewhere. */
  readonly url: string | undefined;
  readonly graphUrl: string;
  /** This program's, of which it gets what it may have. */
  readonly environment: Environment;
}

export interface Storefront {
  readonly url: string;
  /** Whether it can be served at once, since its source has not changed since it was built. */
  readonly isBuilt: boolean;
  stop(): Promise<void>;
}

const usualPort = 3000;

/**
 * Builds the storefront where its source has changed, then serves it; both behind the back of who calls, who gets its address at
 * once. `say` is told how it goes, in sentences. What goes wrong is told and hurts nobody else.
 */
export async function openStorefront(
  { host, port: wanted, url, graphUrl, environment }: StorefrontPlace,
  say: (sentence: string) => void,
  { asWritten = false }: { readonly asWritten?: boolean } = {},
): Promise<Storefront> {
  const port = wanted ?? (await freePortFrom(usualPort, host));
  // Browsers keep cookies by name of host; this is the one that people type.
  const address = url ?? originOf({ host, port }).replace("127.0.0.1", "localhost");
  const given = new AbortController();
  const built = asWritten ? "as written" : finishedBuild();
  let served: ServedStorefront | undefined;

  const open = async () => {
    const began = Date.now();
    if (!built) say("The storefront is being built, this once; the graph is there already.");
    const build = built ?? (await buildStorefront(environment, given.signal));
    const options: StorefrontOptions = { host, port, url: address, graphUrl, environment, build };
    served = await serveStorefront(options);
    if (!built) say(`The storefront is ready after ${Math.round((Date.now() - began) / 1000)} s: ${address}`);
    for (let restart = 0; ; restart += 1) {
      const said = await served.ended;
      if (given.signal.aborted) return;
      if (restart === mostRestarts) throw new Error(`The storefront ended again and again; it stays away. ${said}`);
      say(`The storefront ended by itself and is started again. ${said}`);
      served = await serveStorefront(options);
    }
  };
  const life = open().catch((error: Error) => {
    if (!given.signal.aborted) say(error.message);
  });
  return {
    url: address,
    isBuilt: built !== undefined,
    async stop() {
      given.abort(new Error("stopped"));
      await served?.stop();
      await life;
    },
  };
}
