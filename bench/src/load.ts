import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BenchPlatform } from "./benchPlatform.ts";
import type { LoadOrder, LoadReport } from "./loadProcess.ts";
import { quantile } from "./statistics.ts";
import { type Usage, usageBetween, usageOf } from "./usage.ts";

/** What was measured of a scenario under load. Durations are of whole runs, in milliseconds. */
export interface Measured extends Usage {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly runs: number;
}

/** Has the clients do a scenario and watches what that takes. Throws when an answer was wrong. */
export async function underLoad(platform: BenchPlatform, order: LoadOrder): Promise<Measured> {
  const clients = fork(fileURLToPath(new URL("./loadProcess.ts", import.meta.url)), { execArgv: [] });
  try {
    const reports = reportsOf(clients);
    clients.send(order);
    await reports.next();
    const before = usageOf(platform, clients.pid!);
    const { value: report } = await reports.next();
    const after = usageOf(platform, clients.pid!);
    if (report?.kind !== "ended") throw new Error("The clients ended without a report");
    if (report.wrong > 0) throw new Error(`${order.scenario}: ${report.wrong} wrong answers: ${report.wrongAnswer}`);
    const runs = report.durations.length;
    return {
      perSecond: runs / report.seconds,
      p50: quantile(report.durations, 0.5),
      p99: quantile(report.durations, 0.99),
      runs,
      ...usageBetween(before, after, runs),
    };
  } finally {
    clients.kill();
  }
}

/** The reports of the clients, in order; ends with their process. */
async function* reportsOf(clients: ReturnType<typeof fork>): AsyncGenerator<LoadReport> {
  const waiting: LoadReport[] = [];
  let wake = () => {};
  let ended = false;
  clients.on("message", (report: LoadReport) => {
    waiting.push(report);
    wake();
  });
  // Not "exit", which may come before the last report has been read.
  clients.on("disconnect", () => {
    ended = true;
    wake();
  });
  for (;;) {
    const report = waiting.shift();
    if (report) yield report;
    else if (ended) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
