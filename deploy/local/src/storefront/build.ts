import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "@angidi/subgraph";
import { PlatformError } from "../platformError.ts";
import { storefrontEnvironment } from "./environment.ts";
import { builds, root, storefrontFolder } from "./folders.ts";
import { holdLock } from "./lock.ts";
import { nameOfSources } from "./sources.ts";

/** How many builds are kept: an older one may still be served by another program. */
const keptBuilds = 3;
/** Of what a build says, what is shown when it fails. */
const keptOutput = 4_000;

/** A build, as Next.js takes it: from the storefront's folder. */
export type Build = string;

/** The build of the storefront as its source is now; undefined when it has to be made first. */
export function finishedBuild(): Build | undefined {
  const build = join(builds, nameOfSources());
  return isFinished(build) ? build : undefined;
}

/**
 * Makes the build of the storefront as its source is now, unless there is one; in a process of the lowest priority, so that
 * the graph does not feel it. One program at a time: another that wants the same waits for it. Rejects with PlatformError,
 * and with the signal's reason once that is aborted.
 */
export async function buildStorefront(environment: Environment, signal: AbortSignal): Promise<Build> {
  const build = join(builds, nameOfSources());
  mkdirSync(join(storefrontFolder, builds), { recursive: true });
  await using _lock = await holdLock(join(storefrontFolder, `${build}.lock`), signal, pause);
  if (isFinished(build)) return build;
  rmSync(join(storefrontFolder, build), { recursive: true, force: true });
  const own = storefrontEnvironment(environment);
  await run(["codegen.ts"], root, own, signal);
  await run(
    [join(root, "node_modules/next/dist/bin/next"), "build", "--webpack"],
    storefrontFolder,
    { ...own, STOREFRONT_BUILD: build },
    signal,
  );
  writeFileSync(finishedMark(build), "");
  removeOldBuilds();
  return build;
}

function isFinished(build: Build): boolean {
  return existsSync(finishedMark(build));
}

/** A file that is written when all others are. */
function finishedMark(build: Build): string {
  return join(storefrontFolder, build, "angidi-finished");
}

async function run(
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output = (output + chunk).slice(-keptOutput);
    });
  }
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const code = await new Promise<number | string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (exit, killedBy) => resolve(exit ?? killedBy ?? "killed"));
  });
  signal.throwIfAborted();
  if (code !== 0) throw new PlatformError(`The storefront could not be built (${code}):\n${output.trim()}`);
}

function removeOldBuilds(): void {
  const folder = join(storefrontFolder, builds);
  const others = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .filter(({ path }) => !path.endsWith(".lock"))
    .sort((one, other) => other.at - one.at)
    .slice(keptBuilds);
  for (const { path } of others) rmSync(path, { recursive: true, force: true });
}
