import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { BenchPlatform } from "./benchPlatform.ts";
import { floorScripts } from "./floorScript.ts";
import type { RecordedRun } from "./templates.ts";
import { type Usage, usageBetween, usageOf } from "./usage.ts";

/** What the database does of a scenario's own statements when nothing else is done. */
export interface Floor extends Pick<Usage, "postgresCpu" | "clientCpu"> {
  readonly perSecond: number;
  /** The mean duration of a run, in milliseconds. */
  readonly mean: number;
}

/** Long enough for each connection to have planned its statements for good. */
const warmUpSeconds = 3;

/** Whether pgbench is installed; Debian has it in postgresql-contrib, other systems with PostgreSQL's client. */
export async function hasPgbench(): Promise<boolean> {
  const child = spawn("pgbench", ["--version"], { stdio: "ignore" });
  return (await endOf(child).catch(() => 1)) === 0;
}

/** Runs the recorded statements by pgbench, prepared, each client on a connection of its own; runs take turns at random. */
export async function floorOf(
  platform: Pick<BenchPlatform, "databaseUrl" | "pid" | "postgresPid">,
  runs: readonly RecordedRun[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Floor> {
  const { ambiguous, searchPath } = await schemasOf(platform.databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), "angidi-floor-"));
  try {
    const options: string[] = [];
    for (const [index, { text, weight, variables }] of floorScripts(runs, ambiguous).entries()) {
      const file = join(folder, `${index}.sql`);
      writeFileSync(file, text);
      options.push("-f", `${file}@${weight}`);
      options.push(...Object.entries(variables).flatMap(([name, value]) => ["-D", `${name}=${value}`]));
    }
    const common = ["-n", "-M", "prepared", "-c", String(connections), "-j", "1", ...options];
    await pgbench([...common, "-T", String(warmUpSeconds)], platform.databaseUrl, searchPath, () => {}); // warms up
    let before = usageOf(platform, 0);
    let last = before;
    let watching: NodeJS.Timeout | undefined;
    const began = (pid: number) => {
      before = usageOf(platform, pid);
      // Looked at again and again: a process that has ended tells nothing.
      watching = setInterval(() => {
        last = usageOf(platform, pid);
      }, 100);
    };
    const output = await pgbench([...common, "-T", String(seconds)], platform.databaseUrl, searchPath, began);
    clearInterval(watching);
    const done = Number(/actually processed: (\d+)/.exec(output)?.[1]);
    const { postgresCpu, clientCpu } = usageBetween(before, last, done);
    return {
      perSecond: Number(/^tps = ([\d.]+)/m.exec(output)?.[1]),
      mean: Number(/^latency average = ([\d.]+)/m.exec(output)?.[1]),
      postgresCpu,
      clientCpu,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pgbench(
  options: readonly string[],
  url: string,
  searchPath: string,
  began: (pid: number) => void,
): Promise<string> {
  const { username, password, hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? hostname; // the platform's way there, a Unix socket perhaps
  const child = spawn("pgbench", [...options, "-h", host, "-p", port, "-U", username, pathname.slice(1)], {
    // biome-ignore lint/style/noProcessEnv: the program is found by PATH
    env: { ...process.env, PGPASSWORD: decodeURIComponent(password), PGOPTIONS: `-c search_path=${searchPath}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  began(child.pid ?? 0);
  if ((await endOf(child)) !== 0 || /aborted|ERROR/.test(output)) throw new Error(`pgbench: ${output.slice(0, 2_000)}`);
  return output;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** The schemas of the platform's database, and the names of tables that several of them have. */
async function schemasOf(databaseUrl: string): Promise<{ readonly ambiguous: string[]; readonly searchPath: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      `SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^(pg_|information_schema)'
       GROUP BY relname HAVING count(*) > 1`,
    );
    const { rows: schemas } = await client.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public)'`,
    );
    return {
      ambiguous: tables.map(({ name }) => name),
      searchPath: [...schemas.map(({ name }) => name), "public"].join(","),
    };
  } finally {
    await client.end();
  }
}
