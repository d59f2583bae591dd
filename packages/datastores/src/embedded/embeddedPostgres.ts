import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { bringUp } from "./bringUp.ts";
import { EmbeddedPostgresFailed, noSpace, saysNoSpace } from "./errors.ts";
import { SUPERUSER } from "./initialise.ts";
import { prepareFolder } from "./place.ts";
import { DATABASE, provision, type SchemaOwner } from "./provision.ts";
import { socketFolderOf, stopServer } from "./server.ts";
import { readSettings, removeSettings, writeSettings } from "./settings.ts";
import { Users, withFolderLock } from "./users.ts";

export interface EmbeddedPostgres {
  /** A server was running on the cluster already and is used: one left by a killed process, or another process's. */
  adopted: boolean;
  /** Creates the roles and schemas that are missing, each with a password of its own. */
  provision(options: { schemas: readonly SchemaOwner[] }): Promise<void>;
  /** The URL of a provisioned schema, as the role that owns it. */
  url(schema: string): string;
  /** The URL of the superuser. */
  adminUrl(database?: string): string;
  /** Stops the server, unless another process uses it too. Nothing committed is lost. */
  stop(): Promise<void>;
  /** Stops the server, whoever uses it, and removes the cluster with all its data. */
  remove(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its log and its passwords; made if it is missing. */
  folder: string;
  /** Told in a few words what is being done, for what takes a person's time. */
  onProgress?: (phrase: string) => void;
  /** False gives up safety for speed: for data that may be lost, as in tests. */
  durable?: boolean;
}

/**
 * Starts the PostgreSQL of a folder, or joins the one that runs there. Throws EmbeddedPostgresFailed with one sentence
 * for people when it cannot.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  prepareFolder(folder);
  const users = new Users(folder);
  const { settings, adopted } = await withFolderLock(folder, async () => {
    const durable = options.durable ?? true;
    const running = await bringUp({ folder, durable, onProgress: options.onProgress ?? (() => {}) });
    users.join();
    return running;
  });

  // A server that is adopted may be of a version that had no socket.
  const socket = socketFolderOf(settings.cluster);
  const hasSocket = socket !== null && existsSync(join(socket, `.s.PGSQL.${settings.port}`));
  const by = hasSocket ? `?host=${encodeURIComponent(socket)}` : "";
  const urlAs = (role: string, password: string | undefined, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${settings.port}/${database}${by}`;
  const adminUrl = (database = DATABASE) => urlAs(SUPERUSER, settings.password, database);
  let stopping: Promise<void> | undefined;
  return {
    adopted,
    adminUrl,
    url: (schema) => {
      const password = settings.roles[schema];
      if (!password) throw new TypeError(`The schema ${schema} was not provisioned.`);
      return urlAs(schema, password, DATABASE);
    },
    provision: ({ schemas }) =>
      withFolderLock(folder, async () => {
        const known = readSettings(folder)?.roles ?? {};
        settings.roles = await provision(adminUrl, schemas, known).catch((cause) => {
          throw provisionFailed(settings.cluster, cause);
        });
        const same = Object.entries(settings.roles).every(([role, password]) => known[role] === password);
        if (!same) writeSettings(folder, settings);
      }),
    stop: () => {
      stopping ??= withFolderLock(folder, async () => {
        if (users.leave()) await stopServer(settings.cluster);
      });
      return stopping;
    },
    remove: () =>
      withFolderLock(folder, async () => {
        await stopServer(settings.cluster);
        users.leave();
        rmSync(settings.cluster, { recursive: true, force: true });
        removeSettings(folder);
      }),
  };
}

function provisionFailed(cluster: string, cause: Error): EmbeddedPostgresFailed {
  if (saysNoSpace(cause.message)) return noSpace(cluster, cause);
  return new EmbeddedPostgresFailed(
    `The schemas in ${cluster} could not be made (${cause.message}): mend that, or move the folder away to begin with ` +
      "an empty database.",
    { cause },
  );
}
