/** `npm run invariants`: see `options.ts`. Ends with 1 when a rule is broken. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@angidi/datastores";
import { optionsOf, usage } from "./options.ts";
import { type RunReport, runInvariants } from "./run.ts";

const write = (line: string) => void process.stdout.write(`${line}\n`);

function report(seed: number, { violations, history }: RunReport): void {
  const counts = Object.entries(history.counts).sort(([one], [other]) => one.localeCompare(other));
  for (const [what, count] of counts) write(`  ${String(count).padStart(6)}  ${what}`);
  write(`  ${history.orders.size} orders, ${history.confirmed.length} confirmed at once`);
  for (const { rule, detail } of violations) write(`BROKEN: ${rule}\n  ${detail}`);
  write(violations.length === 0 ? `seed ${seed}: every rule holds` : `seed ${seed}: ${violations.length} violations`);
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
