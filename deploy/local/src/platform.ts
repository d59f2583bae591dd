import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "@angidi/subgraph";
import { request } from "undici";
import { type Program, startProgram } from "./childProcess.ts";
import { PlatformError } from "./platformError.ts";
import { freePort } from "./ports.ts";
import { subgraphNames } from "./subgraphs.ts";

export interface PlatformOptions {
  /** All in one process, or the gateway and each subgraph in one of its own, over HTTP. */
  readonly mode: "one-process" | "distributed";
  /** Left out: an embedded PostgreSQL in ANGIDI_DATA (one process), or as the environment says. */
  readonly databaseUrl?: string;
  /** 0, the default: one that is free. */
  readonly port?: number;
  /** In addition to this process's own. */
  readonly environment?: Environment;
  /** Whether what the programs print is shown. */
  readonly shown?: boolean;
}

/** A platform in processes of its own, ready to be used. */
export interface Platform {
  readonly url: string;
  readonly wsUrl: string;
  /** Where each subgraph listens, by name; empty in one process. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /** The last of what the programs printed. */
  output(): string;
  /** Resolves when one of the programs has ended. */
  readonly ended: Promise<void>;
  /** Drains and ends everything. */
  stop(): Promise<void>;
  /** Ends everything at once, as a power cut would. */
  kill(): Promise<void>;
}

const longestStartMilliseconds = 60_000;

/** Starts the platform and waits until it can be used. Throws PlatformError with what its programs said. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const port = options.port || (await freePort());
  const environment: Record<string, string | undefined> = {
    ...process.env,
    // Whoever wants one says so: it would be built first.
    STOREFRONT: "off",
    ...options.environment,
    PORT: String(port),
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
  };
  return options.mode === "one-process"
    ? oneProcess(port, environment, options)
    : distributed(port, environment, options);
}

async function oneProcess(port: number, environment: Environment, { shown }: PlatformOptions): Promise<Platform> {
  const program = startProgram("deploy/local/main.ts", environment, { shown });
  return whenReady([program], port, {});
}

async function distributed(port: number, given: Environment, { shown }: PlatformOptions): Promise<Platform> {
  const ports = await freePorts(subgraphNames.length);
  const subgraphUrls = Object.fromEntries(
    subgraphNames.map((name, index) => [name, `http://127.0.0.1:${ports[index]}/graphql`]),
  );
  const environment = {
    ...given,
    ...Object.fromEntries(subgraphNames.map((name, index) => [`${name.toUpperCase()}_PORT`, String(ports[index])])),
    ...Object.fromEntries(subgraphNames.map((name) => [`${name.toUpperCase()}_URL`, subgraphUrls[name]])),
  };
  await run("deploy/local/migrate.ts", environment);

  const subgraphs = subgraphNames.map((name) => startProgram(`subgraphs/${name}/src/main.ts`, environment, { shown }));
  const gateway = startProgram("deploy/local/gateway.ts", environment, { shown });
  const platform = await whenReady([gateway, ...subgraphs], port, subgraphUrls);
  if (wantsDemo(environment)) await run("deploy/local/demo.ts", environment);
  return platform;
}

/** As a program asks: the demo store is there unless it is switched off, and never in production. */
function wantsDemo({ DEMO, NODE_ENV }: Environment): boolean {
  return NODE_ENV !== "production" && !["0", "off", "false", "no"].includes(DEMO ?? "on");
}

/** Runs a program to its end. */
async function run(file: string, environment: Environment): Promise<void> {
  const program = startProgram(file, environment);
  if ((await program.ended) !== 0) throw new PlatformError(`${file} failed:\n${program.output()}`);
}

/** The first program is the one that clients reach; the last to be stopped are those that it calls. */
async function whenReady(
  programs: readonly Program[],
  port: number,
  subgraphUrls: Record<string, string>,
): Promise<Platform> {
  const [first, ...others] = programs as [Program, ...Program[]];
  const kill = async () => {
    await Promise.all(programs.map((program) => program.kill()));
  };
  const output = () => programs.map((program) => program.output()).join("");
  const ended = Promise.race(programs.map((program) => program.ended)).then(() => {});
  try {
    const origins = [`http://127.0.0.1:${port}`, ...Object.values(subgraphUrls).map((url) => new URL(url).origin)];
    const given = AbortSignal.timeout(longestStartMilliseconds);
    await Promise.race([
      Promise.all(origins.map((origin) => isReady(`${origin}/health/ready`, given))),
      ended.then(() => {
        throw new PlatformError("A program ended before it was ready");
      }),
    ]);
  } catch (error) {
    await kill();
    throw new PlatformError(`The platform did not start (${(error as Error).message}):\n${output()}`);
  }
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    wsUrl: `ws://127.0.0.1:${port}/graphql`,
    subgraphUrls,
    output,
    ended,
    async stop() {
      await first.stop();
      await Promise.all(others.map((program) => program.stop()));
    },
    kill,
  };
}

/** Resolves once somebody answers there with 200; rejects with the signal's reason when that is aborted before. */
export async function isReady(url: string, signal: AbortSignal): Promise<void> {
  while ((await statusOf(url, signal)) !== 200) await pause(50, undefined, { signal });
}

/** 0 as long as nobody listens. */
async function statusOf(url: string, signal: AbortSignal): Promise<number> {
  try {
    const { statusCode, body } = await request(url, { signal });
    await body.dump();
    return statusCode;
  } catch {
    signal.throwIfAborted();
    return 0;
  }
}

/** Different ones. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
