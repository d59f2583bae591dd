import { parseArgs } from "node:util";
import { parseFaults } from "@angidi/faults";
import { missingEngines } from "../src/engines.ts";
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
  "services.orders:kill=0.01;services.payments:kill=0.01,error=0.02,lost=0.03;provider.test.capture:kill=0.02";

export const usage = `Shoppers and staff at random against a platform of its own, with faults; then the books are checked.

  npm run invariants [-- option …]

  --seed NUMBER         the plan and the faults of an earlier run; a new one unless said
  --shoppers NUMBER     how many at once, 16 unless said
  --staff NUMBER        how many of the staff, 3 unless said
  --operations NUMBER   of each of them, 25 unless said
  --runs NUMBER         one after the other, each by the next seed
  --faults TEXT         as in FAULTS (docs/guides/fault-drills.md); "" for none
  --kill                the platform is killed now and then, and started again
  --distributed         every subgraph in a process of its own
  --engines             on the engines of scale that the environment names (REDIS_URL, MONGODB_URL, …)
`;

/** What the program is asked for; null: how to call it. Throws with what is wrong in a sentence. */
export function optionsOf(given: readonly string[]): (RunOptions & { readonly runs: number }) | null {
  const { values } = parseArgs({
    args: [...given],
    options: {
      seed: { type: "string" },
      shoppers: { type: "string", default: "16" },
      staff: { type: "string", default: "3" },
      operations: { type: "string", default: "25" },
      runs: { type: "string", default: "1" },
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
    faults,
    engines: values.engines ? "engines of scale" : "embedded",
    mode: values.distributed ? "distributed" : "one-process",
  };
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text !== "" && Number.isInteger(number) && number >= 0) return number;
  throw new Error(`${option}: ${text} is no number`);
}
