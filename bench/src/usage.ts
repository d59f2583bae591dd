import type { BenchPlatform } from "./benchPlatform.ts";
import { cpuMilliseconds, machineBusyMilliseconds, residentBytes } from "./processes.ts";

/** What a scenario takes of the machine; CPU in milliseconds for each run. */
export interface Usage {
  readonly platformCpu: number;
  readonly postgresCpu: number;
  readonly clientCpu: number;
  /** Of the platform's process, in bytes. */
  readonly residentBytes: number;
  /** How many processors' worth of time went to what is not part of the measurement: a noisy machine has more. */
  readonly othersCpus: number;
}

interface Reading {
  readonly at: number;
  readonly platform: number;
  readonly postgres: number;
  readonly client: number;
  readonly machine: number;
  readonly residentBytes: number;
}

/** What has been used until now; the client is the process that drives the platform or the database. */
export function usageOf({ pid, postgresPid }: Pick<BenchPlatform, "pid" | "postgresPid">, clientPid: number): Reading {
  return {
    at: performance.now(),
    platform: cpuMilliseconds(pid),
    postgres: cpuMilliseconds(postgresPid, { withChildren: true }),
    client: cpuMilliseconds(clientPid),
    machine: machineBusyMilliseconds(),
    residentBytes: residentBytes(pid),
  };
}

export function usageBetween(before: Reading, after: Reading, runs: number): Usage {
  const platform = after.platform - before.platform;
  const postgres = after.postgres - before.postgres;
  const client = after.client - before.client;
  const others = after.machine - before.machine - platform - postgres - client;
  return {
    platformCpu: platform / runs,
    postgresCpu: postgres / runs,
    clientCpu: client / runs,
    residentBytes: after.residentBytes,
    othersCpus: Math.max(0, others / (after.at - before.at)),
  };
}
