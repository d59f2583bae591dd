import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { conversation } from "../conversation.ts";
import type { Waves } from "./recorder.ts";

export type SubgraphsOrder = "count" | "record" | "stop recording";

export type SubgraphsReport =
  | { readonly urls: Readonly<Record<string, string>> }
  | { readonly fetches: number }
  | { readonly recorded: Waves };

/** The four subgraphs, running in a process of their own. */
export interface Subgraphs {
  readonly pid: number;
  /** Where each is, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** How many requests they have got since they began. */
  fetches(): Promise<number>;
  /** The requests that they get while the work is done. */
  record(work: () => Promise<unknown>): Promise<Waves>;
  stop(): void;
}

export async function startSubgraphs(): Promise<Subgraphs> {
  const child = fork(fileURLToPath(new URL("./process.ts", import.meta.url)), { execArgv: [] });
  const { ask, next } = conversation<SubgraphsOrder, SubgraphsReport>(child);
  const listening = await next();
  if (!("urls" in listening)) throw new Error("The subgraphs do not say where they are");
  return {
    pid: child.pid!,
    urls: listening.urls,
    async fetches() {
      const report = await ask("count");
      return "fetches" in report ? report.fetches : Number.NaN;
    },
    async record(work) {
      await ask("record");
      await work();
      const report = await ask("stop recording");
      return "recorded" in report ? report.recorded : [];
    },
    stop: () => child.disconnect(),
  };
}
