import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Environment } from "@angidi/subgraph";

/** The folder of the whole project. */
const root = fileURLToPath(new URL("../../../", import.meta.url));
const longestDrainMilliseconds = 30_000;
const keptOutput = 20_000;

/** One of the platform's programs in a process of its own. */
export interface Program {
  readonly pid: number | undefined;
  /** Resolves with the exit code when it has ended, however that came. */
  readonly ended: Promise<number>;
  /** The last of what it printed. */
  output(): string;
  /** Lets it drain. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts a program (a path from the project's folder) on the Node that runs this one. */
export function startProgram(
  file: string,
  environment: Environment,
  { shown = false, options = [] }: { readonly shown?: boolean; readonly options?: readonly string[] } = {},
): Program {
  const child = spawn(process.execPath, [...options, file], {
    cwd: root,
    env: environment as NodeJS.ProcessEnv,
    stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const ended = new Promise<number>((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
  return {
    pid: child.pid,
    ended,
    output: () => output,
    stop: () => end(child, ended, "SIGTERM"),
    kill: () => end(child, ended, "SIGKILL"),
  };
}

async function end(child: ChildProcess, ended: Promise<number>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), longestDrainMilliseconds);
  await ended;
  clearTimeout(late);
}
