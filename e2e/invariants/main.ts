/** `npm run invariants`: see `options.ts`. Ends with 1 when a rule is broken. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@angidi/datastores";
import { allOf, keep, textOf } from "./kept.ts";
import { type Options, optionsOf, textOfOptions, usage } from "./options.ts";
import { planOf } from "./plan.ts";
import { type RunReport, runInvariants } from "./run.ts";
import { shrink } from "./shrink.ts";

const write = (line: string) => void process.stdout.write(`${line}\n`);

function report(seed: number, { violations, history }: RunReport): void {
  const counts = Object.entries(history.counts).sort(([one], [other]) => one.localeCompare(other));
  for (const [what, count] of counts) write(`  ${String(count).padStart(6)}  ${what}`);
  write(`  ${history.orders.size} orders, ${history.confirmed.length} confirmed at once`);
  for (const { rule, detail } of violations) write(`BROKEN: ${rule}\n  ${detail}`);
  write(violations.length === 0 ? `seed ${seed}: every rule holds` : `seed ${seed}: ${violations.length} violations`);
}

/** So often a smaller plan may hold before it counts as one that does: who comes first is a matter of timing. */
const tries = 2;

/** Looks for a smaller plan that breaks one of the same rules, and prints it and how to run it again. */
async function findSmaller(options: Options, { violations }: RunReport): Promise<void> {
  const rules = new Set(violations.map(({ rule }) => rule));
  const plan = planOf(options.seed, options);
  const until = Date.now() + options.shrinkMinutes * 60_000;
  const smallest = await shrink(
    options.kept ?? allOf(plan),
    async (kept) => {
      for (let count = 0; count < tries && Date.now() < until; count++) {
        const run = await runInvariants({ ...options, kept });
        if (run.violations.some(({ rule }) => rules.has(rule))) return true;
      }
      return false;
    },
    () => Date.now() < until,
  );
  const { shoppers, staff } = keep(plan, smallest);
  const operations = [...shoppers.entries()].map(([index, own]) => [`shopper-${index}`, own] as const);
  for (const [who, own] of [
    ...operations,
    ...[...staff.entries()].map(([index, own]) => [`staff-${index}`, own] as const),
  ]) {
    for (const operation of own) write(`  ${who}: ${JSON.stringify(operation)}`);
  }
  write(`it takes no more than: npm run invariants -- ${textOfOptions(options)} --keep '${textOf(smallest)}'`);
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (!options) {
    write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "angidi-invariants-"));
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  process.env.TEST_POSTGRES_URL = postgres.adminUrl("postgres");
  let broken = 0;
  try {
    for (let seed = options.seed; seed < options.seed + options.runs; seed++) {
      write(
        `seed ${seed}: ${options.shoppers} shoppers, ${options.staff} of the staff, ${options.operations} operations each`,
      );
      const run = await runInvariants({ ...options, seed, tell: write });
      report(seed, run);
      broken += run.violations.length;
      if (run.violations.length > 0 && options.shrinkMinutes > 0) await findSmaller({ ...options, seed }, run);
    }
  } finally {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return broken > 0 ? 1 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
