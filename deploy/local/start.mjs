/**
 * Makes the folder ready and runs a program of Angidi in it:
 *
 *     node deploy/local/start.mjs [--node-option …] FILE [argument …]
 *
 * This file alone runs on whatever Node (20 or later) is installed and needs no package: it installs the dependencies
 * when they are missing or stale, then hands over to FILE on the Node that is one of them.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const lockFile = join(root, "package-lock.json");
const installedLock = join(root, "node_modules/.package-lock.json");
const stampFile = join(root, "node_modules/.angidi-installed");
/** Lines of npm's explanation; what follows is how to call it. */
const longestReason = 20;
const ownNode = join(root, "node_modules/.bin/node");

const environment = {
  ...process.env,
  // Where a file that is named is looked for.
  INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
  // Hashing a password takes 19 MiB, which glibc would keep for the next time; large blocks are given back at once.
  MALLOC_MMAP_THRESHOLD_: process.env.MALLOC_MMAP_THRESHOLD_ ?? "1048576",
  // Threads of Node's own share two arenas of memory in place of eight for each core, most of them half empty.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  // What Node makes of our TypeScript and of packages is kept for the next start, which is faster and smaller for it.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, "node_modules/.cache/node"),
  // None of the tools calls home.
  TURBO_TELEMETRY_DISABLED: "1",
  APOLLO_TELEMETRY_DISABLED: "1",
};

process.chdir(root);
try {
  if (!dependenciesAreFresh()) await installDependencies();
  handOver(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Fresh: what is installed is what package-lock.json names, whoever installed it. */
function dependenciesAreFresh() {
  if (!existsSync(ownNode)) return false;
  const stamp = stampOfLock();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return true;
  if (!installedMatchesLock()) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

/** The lock and the machine it was installed for: a folder that was copied to another kind of machine is stale. */
function stampOfLock() {
  const hash = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  return `${hash} ${process.platform} ${process.arch}\n`;
}

/** Compares npm's own record of what it installed with the lock. Packages for other machines are rightly absent. */
function installedMatchesLock() {
  if (!existsSync(installedLock)) return false;
  const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages ?? {};
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages ?? {};
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes("node_modules/")) return true; // the root and the workspaces themselves
    const present = installed[path];
    if (!present) return optional === true;
    return present.version === version && present.link === link;
  });
}

async function installDependencies() {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  process.stdout.write("Installing the dependencies (a minute or two, this once) …\n");

  // npm says nothing while it works, so the passing of time is shown here.
  const tick = process.stdout.isTTY ? setInterval(() => process.stdout.write(`\r  ${seconds()} `), 1000) : undefined;
  // Under npm this is the npm that was called; else the one on the path.
  const [npm, ...first] = process.env.npm_execpath
    ? [process.env.npm_node_execpath ?? process.execPath, process.env.npm_execpath]
    : ["npm"];
  const { code, output } = await run(npm, [
    ...first,
    "ci",
    "--include=dev",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
  ]);
  clearInterval(tick);

  if (code !== 0) {
    const reason = output.trim().split("\n").slice(0, longestReason).join("\n");
    throw new Error(`${reason}\nThe dependencies could not be installed: npm ci ended with ${code}.`);
  }
  if (!existsSync(ownNode)) {
    throw new Error(
      "npm installed no Node of its own. Are install scripts switched off (npm config get ignore-scripts)?",
    );
  }
  writeFileSync(stampFile, stampOfLock());
  process.stdout.write(`${tick ? "\r" : ""}  installed in ${seconds()}\n`);
}

/** Runs a program and keeps what it says, to be shown when it fails. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => reject(new Error(`npm could not be run: ${error.message}`)));
    child.on("close", (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/**
 * Goes on as FILE. Where the system can, this process becomes it, and nothing stands between the terminal and the
 * program; npm puts our own Node first on the path, so that is every start but the first.
 */
function handOver(args) {
  const isOwnNode = realpathSync(process.execPath) === realpathSync(ownNode);
  if (isOwnNode && typeof process.execve === "function") {
    process.noDeprecation = true;
    process.removeAllListeners("warning"); // "execve is experimental", on every start
    process.execve(ownNode, [ownNode, ...args], environment);
  }

  const child = spawn(ownNode, args, { stdio: "inherit", env: environment });
  // Ctrl-C reaches the child by itself, as one of the terminal's group; a signal sent to this process alone does not.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`${ownNode} could not be run: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
