import { parseArgs } from "node:util";
import { parseFaults } from "@angidi/faults";
import { missingEngines } from "../src/engines.ts";
import { keptIn } from "./kept.ts";
import type { RunOptions } from "./run.ts";

/** A little of everything, everywhere. */
export const usualFaults = [
  "services:error=0.02,lost=0.03,slow=0.03/100ms,duplicate=0.05,timeout=0.003/1s",
  "gateway:error=0.01,lost=0.01",
  "provider:error=0.03,lost=0.05,duplicate=0.05",
  "events:error=0.02,lost=0.03,duplicate=0.1,slow=0.02/100ms",
  "database:error=0.004,lost=0.004",
  "redis:error=0.01,lost=0.01",
].join(";");

/** Kills besides, at calls of services and the provider, a few a minute. */
const kills =
  "services.orders:kill=0.01;services.payments:kill=0.01,error=0.02,lost=0.03;provider.test.capture:kill=0.02;provider.stripe.capture:kill=0.02";

export const usage = `Shoppers and staff at random against a platform of its own, with faults; then the books are checked.

  npm run invariants [-- option …]

  --seed NUMBER         the plan and the faults of an earlier run; a new one unless said
  --shoppers NUMBER     how many at once, 16 unless said
  --staff NUMBER        how many of the staff, 3 unless said
  --operations NUMBER   of each of them, 25 unless said
  --keep TEXT           of the plan only this, as an earlier run printed it
  --shrink MINUTES      how long a smaller plan that fails too is looked for when one has failed; 10 unless said
  --runs NUMBER         one after the other, each by the next seed
  --faults TEXT         as in FAULTS (docs/guides/fault-drills.md); "" for none
  --kill                the platform is killed now and then, and started again
  --distributed         every subgraph in a process of its own
  --engines             on the engines of scale that the environment names (REDIS_URL, MONGODB_URL, …)
`;

export interface Options extends RunOptions {
  readonly runs: number;
  /** How long a smaller plan is looked for after a failure. */
  readonly shrinkMinutes: number;
}

/** What the program is asked for; null: how to call it. Throws with what is wrong in a sentence. */
export function optionsOf(given: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...given],
    options: {
      seed: { type: "string" },
      shoppers: { type: "string", default: "16" },
      staff: { type: "string", default: "3" },
      operations: { type: "string", default: "25" },
      runs: { type: "string", default: "1" },
      keep: { type: "string" },
      shrink: { type: "string", default: "10" },
      faults: { type: "string", default: usualFaults },
      kill: { type: "boolean", default: false },
      distributed: { type: "boolean", default: false },
      engines: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const faults = values.kill ? `${values.faults};${kills}` : values.faults;
  const { mistakes } = parseFaults(faults);
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  const missing = values.engines ? missingEngines() : [];
  if (missing.length > 0) throw new Error(`--engines needs ${missing.join(", ")}`);
  return {
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : numberOf("--seed", values.seed),
    shoppers: numberOf("--shoppers", values.shoppers),
    staff: numberOf("--staff", values.staff),
    operations: numberOf("--operations", values.operations),
    runs: numberOf("--runs", values.runs),
    kept: values.keep === undefined ? undefined : keptIn(values.keep),
    shrinkMinutes: numberOf("--shrink", values.shrink),
    faults,
    engines: values.engines ? "engines of scale" : "embedded",
    mode: values.distributed ? "distributed" : "one-process",
  };
}

/** The options, as they are given to the program, for another run of one seed. */
export function textOfOptions({ seed, shoppers, staff, operations, faults, mode, engines }: Options): string {
  const size = `--seed ${seed} --shoppers ${shoppers} --staff ${staff} --operations ${operations}`;
  const withFaults = { [usualFaults]: "", [`${usualFaults};${kills}`]: " --kill" }[faults] ?? ` --faults '${faults}'`;
  const distributed = mode === "distributed" ? " --distributed" : "";
  return `${size}${withFaults}${distributed}${engines === "engines of scale" ? " --engines" : ""}`;
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text !== "" && Number.isInteger(number) && number >= 0) return number;
  throw new Error(`${option}: ${text} is no number`);
}
