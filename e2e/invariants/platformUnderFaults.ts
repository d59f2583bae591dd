import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, type Platform, startPlatform } from "@angidi/local";
import { request } from "undici";
import type { Endpoints } from "../src/client.ts";

export interface PlatformUnderFaults {
  readonly endpoints: Endpoints;
  /** What goes wrong from now on; a quarter of a second later. */
  setFaults(faults: string): void;
  /** How many faults its processes have met since each was started. */
  countFaults(): Promise<number>;
  /** How often it was started again after a kill. */
  readonly restarts: number;
  /** Resolves when it is up. */
  whenUp(): Promise<void>;
  output(): string;
  stop(): Promise<void>;
}

/** Starts a platform that is started again whenever a fault kills it, at the same address. */
export async function startUnderFaults(
  mode: "one-process" | "distributed",
  environment: Readonly<Record<string, string>>,
  seed: number,
): Promise<PlatformUnderFaults> {
  const file = join(environment.ANGIDI_DATA!, "faults");
  const port = await freePort();
  let faults = "";
  const write = (text: string) => {
    // As a whole: half of it would be other faults.
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  const start = (extra: Record<string, string> = {}) => {
    write("");
    // Other dice after each kill: by the same ones it would be killed at the same call again.
    const all = { ...environment, FAULTS_FILE: file, FAULTS_SEED: String(seed + restarts), ...extra };
    return startPlatform({ mode, port, environment: all });
  };

  let restarts = 0;
  let platform: Platform = await start();
  let isStopping = false;
  let up: Promise<void> = Promise.resolve();
  const watch = (running: Platform) => {
    running.ended.then(() => {
      if (isStopping) return;
      up = (async () => {
        await running.kill();
        restarts++;
        platform = await start({ DEMO: "off" });
        write(faults);
        watch(platform);
      })();
      up.catch(() => {}); // whoever waits for it is told
    });
  };
  watch(platform);

  const url = platform.url;
  return {
    endpoints: { url, wsUrl: platform.wsUrl },
    setFaults(text) {
      faults = text;
      write(text);
    },
    async countFaults() {
      const addresses = [platform.url, ...Object.values(platform.subgraphUrls)].map((of) => new URL("/metrics", of));
      const counts = await Promise.all(addresses.map(faultsCountedAt));
      return counts.reduce((sum, counted) => sum + counted, 0);
    },
    get restarts() {
      return restarts;
    },
    whenUp: () => up,
    output: () => platform.output(),
    async stop() {
      isStopping = true;
      await up.catch(() => {});
      await platform.stop();
    },
  };
}

async function faultsCountedAt(address: URL): Promise<number> {
  const { body } = await request(address);
  const counts = (await body.text()).matchAll(/^angidi_faults_injected_total\{.*\} (\d+)/gm);
  return [...counts].reduce((sum, [, counted]) => sum + Number(counted), 0);
}
