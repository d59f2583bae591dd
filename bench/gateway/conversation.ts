import type { ChildProcess } from "node:child_process";

/** Talks with a child process that answers each order with one report, in order. Rejects once the process has ended. */
export function conversation<Order, Report>(child: ChildProcess) {
  const waiting: { resolve(report: Report): void; reject(reason: Error): void }[] = [];
  child.on("message", (report) => waiting.shift()?.resolve(report as Report));
  child.on("exit", (code) => {
    for (const one of waiting.splice(0)) one.reject(new Error(`${child.spawnfile} ended with ${code}`));
  });
  const next = () => new Promise<Report>((resolve, reject) => waiting.push({ resolve, reject }));
  return {
    next,
    ask(order: Order): Promise<Report> {
      child.send(order as object);
      return next();
    },
  };
}
