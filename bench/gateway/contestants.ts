import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type ContestantName = "angidi" | "apollo" | "hive" | "bound";

/** How each program is called with the file that it works by; it prints the URL of its graph once it listens. */
const programs: Readonly<Record<ContestantName, (file: string) => readonly string[]>> = {
  angidi: (file) => [
    path("../../deploy/local/start.mjs"),
    path("../../gateway/src/main.ts"),
    ...["--supergraph", file, "--config", path("./gateway.yaml"), "--port", "0"],
  ],
  apollo: (file) => [path("./peers/apollo.mjs"), file],
  hive: (file) => [path("./peers/hive.mjs"), file],
  bound: (file) => [path("./bound.ts"), file],
};

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** A gateway, or what stands in for one, that listens in a process of its own. */
export interface Contestant {
  readonly name: ContestantName;
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

const patienceMilliseconds = 30_000;

/** Starts one with the file that it works by: the supergraph, or for the bound the recordings. */
export async function startContestant(name: ContestantName, file: string, profileFolder?: string): Promise<Contestant> {
  const profile = profileFolder
    ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`, `--cpu-prof-name=${name}.cpuprofile`]
    : [];
  const child = spawn(process.execPath, [...profile, ...programs[name](file)], {
    env: { NODE_ENV: "production", APOLLO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = () => child.kill();
  // Whatever ends the benchmark, no gateway is left behind.
  process.once("exit", kill);
  const stop = () => {
    process.off("exit", kill);
    kill();
    return ended;
  };
  try {
    return { name, url: await urlOf(name, child), pid: child.pid!, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first URL that a program prints. What it prints afterwards is read and forgotten. */
function urlOf(name: ContestantName, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const patience = setTimeout(() => fail("does not listen"), patienceMilliseconds);
    const fail = (what: string) => {
      clearTimeout(patience);
      reject(new Error(`${name} ${what}\n${output.slice(-2_000)}`));
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`ended with ${code ?? signal}`));
    child.stderr!.on("data", (chunk) => {
      output += chunk;
    });
    child.stdout!.on("data", (chunk) => {
      output += chunk;
      const url = /http:\/\/[^\s"]+/.exec(output)?.[0];
      if (!url) return;
      clearTimeout(patience);
      child.stdout!.removeAllListeners("data").resume();
      child.stderr!.removeAllListeners("data").resume();
      resolve(url);
    });
  });
}
