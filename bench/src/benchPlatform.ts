import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@angidi/datastores";
import { startPlatform, withoutEngines } from "@angidi/local";
import type { Environment } from "@angidi/subgraph";
import pg from "pg";
import { childRunning, parentOf } from "./processes.ts";
import { type RecordedStatement, recorderOption, recordStatements } from "./recording.ts";

/** A platform in one process that can be measured and listened to. */
export interface BenchPlatform {
  readonly url: string;
  readonly wsUrl: string;
  /** A superuser's URL of the platform's database. */
  readonly databaseUrl: string;
  readonly pid: number;
  /** PostgreSQL's first process, the parent of all others. */
  readonly postgresPid: number;
  /** The statements that requests send while the work is done. */
  record(work: () => Promise<unknown>): Promise<readonly RecordedStatement[]>;
  output(): string;
  /** Ends the platform and leaves the database, for what is measured without the platform. */
  stop(): Promise<void>;
  /** Removes everything. */
  remove(): Promise<void>;
}

const program = "deploy/local/main.ts";

/**
 * Starts the platform with the demo store in a new data folder. Its database is an embedded PostgreSQL of its own, as
 * durable as `npm start` has it, or the one that is given, which is then the caller's to remove.
 */
export async function startBenchPlatform(environment: Environment, databaseUrl?: string): Promise<BenchPlatform> {
  const folder = mkdtempSync(join(tmpdir(), "angidi-bench-"));
  chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
  const socketPath = join(folder, "recorder");
  // Joined here before the platform joins it, so that it stays when the platform stops.
  const postgres = databaseUrl ? undefined : await startEmbeddedPostgres({ folder: join(folder, "postgres") });
  const remove = async () => {
    await postgres?.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const platform = await startPlatform({
      mode: "one-process",
      ...(databaseUrl ? { databaseUrl } : {}),
      environment: {
        ...withoutEngines, // the floors are PostgreSQL's
        ...environment,
        ANGIDI_DATA: folder,
        DEMO: "on",
        DEMO_ORDERS: "off", // made in the background for minutes, they would be in every figure
        LOG_LEVEL: "warn",
        NODE_OPTIONS: [environment.NODE_OPTIONS, recorderOption(socketPath)].filter(Boolean).join(" "),
      },
    });
    const adminUrl = databaseUrl ?? postgres!.adminUrl();
    return {
      url: platform.url,
      wsUrl: platform.wsUrl,
      databaseUrl: adminUrl,
      pid: childRunning(process.pid, program),
      postgresPid: await postmasterOf(adminUrl),
      record: (work) => recordStatements(socketPath, work),
      output: platform.output,
      stop: platform.stop,
      async remove() {
        await platform.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Every backend is a child of the first process. */
async function postmasterOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    return parentOf(rows[0].pid);
  } finally {
    await client.end();
  }
}
