import { join } from "node:path";
import { type SchemaOwner, startEmbeddedPostgres } from "@angidi/datastores";
import type { Environment, SubgraphModule } from "@angidi/subgraph";
import { databaseVariable, type LocalConfig, stores } from "./config.ts";
import { signingKeyIn } from "./dataFolder.ts";
import type { Progress } from "./progress.ts";

/** Where everything is kept, and how to let go of it. */
export interface Stores {
  /** The environment with the stores' URLs, the signing key and the data folder filled in. */
  readonly environment: Environment;
  /** Signs callers' identities between services. */
  readonly signingKey: string;
  /** A superuser's URL of the embedded PostgreSQL; undefined when it is not used. */
  readonly embeddedAdminUrl: string | undefined;
  /** In words, for whoever wants to know where the data is. */
  readonly description: string;
  /** Roles and schemas for these subgraphs and the event log. Nothing to do where the operator brings the databases. */
  provision(modules: readonly SubgraphModule[]): Promise<Stores>;
  close(): Promise<void>;
}

/** Starts the embedded PostgreSQL, or joins the one that runs, unless the configuration names databases for everything. */
export async function openStores(config: LocalConfig, progress: Progress): Promise<Stores> {
  const signingKey = config.signingKey ?? signingKeyIn(config.dataFolder);
  const fixed = {
    ...config.environment,
    ...urlsByVariable(config.databaseUrls),
    ANGIDI_DATA: config.dataFolder,
    SERVICE_SIGNING_KEY: signingKey,
  };
  if (!config.needsEmbeddedPostgres) {
    const given: Stores = {
      environment: fixed,
      signingKey,
      embeddedAdminUrl: undefined,
      description: "PostgreSQL as configured",
      provision: async () => given,
      close: async () => {},
    };
    return given;
  }

  const folder = join(config.dataFolder, "postgres");
  const postgres = await startEmbeddedPostgres({ folder, onProgress: progress.now });
  const adminUrl = postgres.adminUrl("postgres");
  const opened: Stores = {
    environment: fixed,
    signingKey,
    embeddedAdminUrl: adminUrl,
    description: `PostgreSQL ${postgres.adopted ? "(found running) " : ""}at 127.0.0.1:${new URL(adminUrl).port}`,
    async provision(modules) {
      const embedded = stores.filter((name) => !config.databaseUrls[name]);
      const owners = ownersOf(modules).filter(({ name }) => embedded.includes(name));
      await postgres.provision({ schemas: owners });
      const urls = Object.fromEntries(owners.map(({ name }) => [name, postgres.url(name)]));
      return { ...opened, environment: { ...fixed, ...urlsByVariable(urls) } };
    },
    close: () => postgres.stop(),
  };
  return opened;
}

/** Each subgraph has a role and schemas of its own, and so has the event log. */
function ownersOf(modules: readonly SubgraphModule[]): SchemaOwner[] {
  return [
    ...modules.map(({ name, jobsSchema }) => ({ name, ...(jobsSchema ? { jobsSchema } : {}) })),
    { name: "events" },
  ];
}

function urlsByVariable(urls: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [databaseVariable(name), url]));
}
