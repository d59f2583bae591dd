import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Environment } from "@angidi/subgraph";
import { PlatformError } from "../platformError.ts";
import type { Build } from "./build.ts";
import { storefrontEnvironment } from "./environment.ts";
import { storefrontFolder } from "./folders.ts";

export interface StorefrontOptions {
  readonly host: string;
  readonly port: number;
  /** Where shoppers find it. */
  readonly url: string;
  readonly graphUrl: string;
  /** This program's, of which it gets what it may have. */
  readonly environment: Environment;
  /** What is served; "as written": with hot reload, for work on it. */
  readonly build: Build | "as written";
}

/** A storefront that is being served. */
export interface ServedStorefront {
  /** Resolves when its process has ended, with what it said last. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const longestStart = 60_000;
const longestStop = 5_000;
const keptOutput = 4_000;

/** Serves the storefront in a process of its own, which ends with this one. Resolves when it answers; rejects with PlatformError. */
export async function serveStorefront({
  host,
  port,
  url,
  graphUrl,
  environment,
  build,
}: StorefrontOptions): Promise<ServedStorefront> {
  const isWork = build === "as written";
  const child = spawn(process.execPath, [join(storefrontFolder, "server.ts"), ...(isWork ? ["--dev"] : [])], {
    cwd: storefrontFolder,
    env: {
      ...storefrontEnvironment(environment),
      NODE_ENV: isWork ? "development" : "production",
      STOREFRONT_HOST: host,
      STOREFRONT_PORT: String(port),
      STOREFRONT_URL: url,
      GRAPH_URL: graphUrl,
      ...(isWork ? {} : { STOREFRONT_BUILD: build }),
    },
    stdio: ["ignore", isWork ? "inherit" : "pipe", isWork ? "inherit" : "pipe", "ipc"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const ended = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", () => resolve(output.trim()));
  });

  const late = setTimeout(() => child.kill("SIGKILL"), longestStart);
  const ready = new Promise<"ready">((resolve) => child.once("message", () => resolve("ready")));
  const outcome = await Promise.race([ready, ended]);
  clearTimeout(late);
  if (outcome !== "ready") throw new PlatformError(`The storefront did not start: ${outcome}`);
  return { ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), longestStop);
  await ended;
  clearTimeout(late);
}
