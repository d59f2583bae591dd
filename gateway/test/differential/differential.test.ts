import { describe, expect, test } from "@jest/globals";
import { apolloFaultsIn } from "./apolloFaults.ts";
import { generateOperation } from "./generator/operation.ts";
import { randomFrom } from "./generator/random.ts";
import { shrink } from "./generator/shrink.ts";
import { createHarness, type Harness } from "./harness.ts";
import { readSupergraph, type SupergraphFolder, supergraphNames } from "./readSupergraphs.ts";

/**
 * Each made-up supergraph is served by the gateway, by @apollo/gateway, and by one schema without any gateway. The last
 * decides what is right (compare.ts says what "the same" is). Where @apollo/gateway is known to be wrong, the folder and
 * its cases say why, and the report says how often it was.
 *
 * DIFFERENTIAL_RUNS: how many operations are made up for each supergraph. DIFFERENTIAL_SEED: the seed that a failure
 * has named.
 */
const runs = Number(process.env.DIFFERENTIAL_RUNS ?? 24);
const fixedSeed = 1;
const freshSeed = Number(process.env.DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 1_000_000));
const longest = 60_000 + runs * 200;

/** Operations of one seed have the seeds that follow from it. */
const spread = 100_000;

describe.each(supergraphNames())("the supergraph %s", (name) => {
  const opened = (async () => {
    const folder = await readSupergraph(name);
    return { folder, harness: await createHarness(folder) };
  })();

  test("cases", async () => {
    const { folder, harness } = await opened;
    const failures: string[] = [];
    for (const { name: what, query, variables = {}, apolloIsWrong } of folder.cases) {
      const { ours, apollo } = await harness.judge(query, variables);
      if (ours) failures.push(`${what}\n${query}\n${ours}`);
      if (folder.apolloCannotLoad !== undefined) continue;
      if (apollo && !apolloIsWrong) failures.push(`@apollo/gateway: ${what}\n${query}\n${apollo}`);
      if (!apollo && apolloIsWrong) failures.push(`@apollo/gateway is right after all: ${what}`);
    }
    expect(failures.join("\n\n")).toBe("");
  });

  test(
    `operations made up from the seeds ${fixedSeed} and ${freshSeed}`,
    async () => {
      const { folder, harness } = await opened;
      const fixed = await compareMany(folder, harness, fixedSeed, Math.ceil(runs / 2));
      const fresh = await compareMany(folder, harness, freshSeed, Math.floor(runs / 2));
      reported.push(reportOf(folder, [...fixed.apolloWrong, ...fresh.apolloWrong]));
      expect([...fixed.failures, ...fresh.failures].join("\n\n")).toBe("");
    },
    longest,
  );
});

const reported: string[] = [];

test("@apollo/gateway differs from the monolith only where it is known to", () => {
  process.stdout.write(`${reported.join("\n")}\n`);
  expect(reported).toHaveLength(supergraphNames().length);
});

async function compareMany(folder: SupergraphFolder, harness: Harness, seed: number, count: number) {
  const failures: string[] = [];
  const apolloWrong: string[] = [];
  for (let index = 0; index < count && failures.length < 3; index++) {
    const operation = generateOperation(harness.apiSchema, randomFrom(seed * spread + index), folder.values ?? {});
    if (folder.outOfReach?.mayShow(operation.query)) continue;
    const verdict = await harness.judge(operation.query, operation.variables);
    const known = [...(folder.apolloIsWrong ?? []), ...apolloFaultsIn(operation.query, harness.apiSchema)];
    if (verdict.apollo) apolloWrong.push(known[0] ?? "unknown");
    for (const who of ["ours", "apollo"] as const) {
      if (verdict[who] === undefined || (who === "apollo" && known.length > 0)) continue;
      const smallest = await shrink(harness.apiSchema, operation, async ({ query, variables }) =>
        Boolean((await harness.judge(query, variables, { apollo: who === "apollo" }))[who]),
      );
      const { [who]: difference } = await harness.judge(smallest.query, smallest.variables);
      const asked = `${smallest.query}\n${JSON.stringify(smallest.variables)}`;
      failures.push(`${who}, seed ${seed}, operation ${index}:\n${asked}\n${difference}`);
    }
  }
  return { failures, apolloWrong };
}

/** What there is to say of @apollo/gateway, each reason with the number of operations that it was the first to explain. */
function reportOf({ name, apolloCannotLoad, cases }: SupergraphFolder, wrong: readonly string[]): string {
  if (apolloCannotLoad !== undefined) return `${name}: ${apolloCannotLoad}`;
  const reasons = [...wrong, ...cases.flatMap((each) => each.apolloIsWrong ?? [])];
  if (reasons.length === 0) return `${name}: @apollo/gateway agrees`;
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const lines = [...counts].map(([reason, count]) => `\n  ${count} × ${reason}`).join("");
  return `${name}: @apollo/gateway is wrong in ${reasons.length} of ${runs + cases.length} operations${lines}`;
}
