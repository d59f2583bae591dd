import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** Where and of what a measurement was made. */
export interface Machine {
  readonly date: string;
  readonly commit: string;
  /** Whether files differ from the commit. */
  readonly changed: boolean;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
}

export interface Circumstances extends Machine {
  readonly postgres: string;
}

export function machine(): Machine {
  return {
    date: new Date().toISOString(),
    commit: git("rev-parse", "HEAD"),
    changed: git("status", "--porcelain") !== "",
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.version,
  };
}

export async function circumstances(databaseUrl: string): Promise<Circumstances> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SHOW server_version");
    return { ...machine(), postgres: rows[0].server_version };
  } finally {
    await client.end();
  }
}

/** "unknown" where there is no git, as in an archive of the source. */
function git(...args: string[]): string {
  try {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}
