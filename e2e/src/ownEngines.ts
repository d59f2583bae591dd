import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { freePort } from "@angidi/local";

const run = promisify(execFile);

export const killableEngines = ["redis", "kafka", "mongodb", "elasticsearch"] as const;
export type KillableEngine = (typeof killableEngines)[number];

/** Engines that nobody else uses, so that they can be killed. */
export interface OwnEngines {
  /** Where they are, as environment variables of a platform. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends one at once, as a power cut would; its data stays. */
  kill(engine: KillableEngine): void;
  /** Starts one that was killed, and waits until it answers. */
  start(engine: KillableEngine): Promise<void>;
  /** Ends all of them and removes their data. */
  remove(): Promise<void>;
}

/**
 * The folder of the programs that start engines (`up NAME…`, which prints the variables that say where they are) and end
 * them (`down NAME…`), each engine's process id in `<ANGIDI_SERVICES_DATA>/<name>/<name>.pid`; undefined where there is none.
 */
export const enginesFolder = process.env.TEST_ENGINES;

/** Starts engines of one's own. */
export async function startOwnEngines(): Promise<OwnEngines> {
  const programs = resolve(enginesFolder!);
  const data = mkdtempSync(join(tmpdir(), "angidi-engines-"));
  chmodSync(data, 0o755); // an engine that refuses to be run by root runs as another user
  const environment: Record<string, string | undefined> = { ...process.env, ANGIDI_SERVICES_DATA: data };
  for (const variable of ["REDIS", "KAFKA", "KAFKA_CONTROLLER", "MONGODB", "ELASTICSEARCH"]) {
    environment[`${variable}_PORT`] = String(await freePort());
  }
  const up = (...names: string[]) => run(join(programs, "up"), names, { env: environment, maxBuffer: 1_000_000 });
  const remove = async () => {
    await run(join(programs, "down"), [...killableEngines], { env: environment });
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const { stdout } = await up(...killableEngines);
    return {
      environment: variablesIn(stdout),
      kill: (engine) => process.kill(Number(readFileSync(join(data, engine, `${engine}.pid`), "utf8")), "SIGKILL"),
      start: async (engine) => void (await up(engine)),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What lines such as `export REDIS_URL=redis://…` set. */
function variablesIn(text: string): Record<string, string> {
  const lines = text.matchAll(/^export (\w+)=(.+)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name!, value!.replace(/^(['"])(.*)\1$/, "$2")]));
}
