import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { agree, ask, dataOf } from "../gateway/agreement.ts";
import { recordingsOf, supergraphOf } from "../gateway/benchmark.ts";
import { type Contestant, startContestant } from "../gateway/contestants.ts";
import { scenarios } from "../gateway/scenarios.ts";
import { type Subgraphs, startSubgraphs } from "../gateway/subgraphs/control.ts";

const patience = 60_000;
const kilobyte = 1000;

/** The gateway's benchmark without the other gateways, which are not installed for tests. */
describe("the gateway's benchmark", () => {
  let folder: string;
  let subgraphs: Subgraphs;
  let angidi: Contestant;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "angidi-bench-gateway-"));
    subgraphs = await startSubgraphs();
    const supergraph = join(folder, "supergraph.graphql");
    writeFileSync(supergraph, supergraphOf(subgraphs));
    angidi = await startContestant("angidi", supergraph);
  }, patience);
  afterAll(async () => {
    await angidi?.stop();
    subgraphs?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(scenarios)("asks sixteen fetches or two of the subgraphs: $name", async ({ query, body }) => {
    const waves = await subgraphs.record(() => ask(angidi.url, body));
    expect(waves.flat()).toHaveLength({ large: 16, small: 2 }[query]);
  });

  test("has 70 kB in the answer to the large query", async () => {
    const text = await ask(angidi.url, scenarios[0]!.body);
    expect(Math.round(text.length / kilobyte)).toBe(70);
  });

  test(
    "bounds the gateways by a proxy that sends the same fetches and gives the same answers",
    async () => {
      const recordings = join(folder, "recordings.json");
      writeFileSync(recordings, JSON.stringify(await recordingsOf(angidi, subgraphs)));
      const bound = await startContestant("bound", recordings);
      try {
        for (const scenario of scenarios) {
          const expected = dataOf(await ask(angidi.url, scenario.body));
          const { fetches } = await agree(bound, scenario, subgraphs, expected);
          expect(fetches).toBe({ large: 16, small: 2 }[scenario.query]);
        }
      } finally {
        await bound.stop();
      }
    },
    patience,
  );
});
