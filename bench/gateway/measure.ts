import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cpuMilliseconds, machineBusyMilliseconds, residentBytes } from "../src/processes.ts";
import type { LoadOrder, LoadReport } from "./clients.ts";
import type { Contestant } from "./contestants.ts";
import { conversation } from "./conversation.ts";
import type { Subgraphs } from "./subgraphs/control.ts";

/** What was measured of one contestant in one scenario and round. Times in milliseconds. */
export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU time of the contestant's process for one request. */
  readonly cpu: number;
  /** What the contestant's process holds afterwards. */
  readonly residentBytes: number;
  /** Requests to subgraphs for one request. */
  readonly fetches: number;
  /** How many processors' worth of time went to what is no part of the measurement. */
  readonly othersCpus: number;
}

export interface Clients {
  /** Puts a contestant under load. Throws when an answer was wrong. */
  measure(contestant: Contestant, order: Omit<LoadOrder, "url">): Promise<Measured>;
  stop(): void;
}

export function startClients(subgraphs: Subgraphs): Clients {
  const child = fork(fileURLToPath(new URL("./clients.ts", import.meta.url)), { execArgv: [] });
  const { ask } = conversation<LoadOrder, LoadReport>(child);

  const readingOf = async ({ pid }: Contestant) => ({
    at: performance.now(),
    fetches: await subgraphs.fetches(),
    contestant: cpuMilliseconds(pid),
    around: cpuMilliseconds(child.pid!) + cpuMilliseconds(subgraphs.pid) + cpuMilliseconds(process.pid),
    machine: machineBusyMilliseconds(),
  });

  return {
    async measure(contestant, order) {
      const before = await readingOf(contestant);
      const report = await ask({ ...order, url: contestant.url });
      const after = await readingOf(contestant);
      if (report.wrong > 0) {
        throw new Error(`${contestant.name}: ${report.wrong} wrong answers, among them ${report.wrongAnswer}`);
      }
      const { requests, seconds, p50, p99 } = report;
      const own = after.contestant - before.contestant;
      const others = after.machine - before.machine - own - (after.around - before.around);
      return {
        requests,
        perSecond: requests / seconds,
        p50,
        p99,
        cpu: own / requests,
        residentBytes: residentBytes(contestant.pid),
        fetches: (after.fetches - before.fetches) / requests,
        othersCpus: Math.max(0, others / (after.at - before.at)),
      };
    },
    stop: () => child.disconnect(),
  };
}
