import { expect, test } from "@jest/globals";
import { usualFaults } from "../invariants/options.ts";
import { runInvariants } from "../invariants/run.ts";

// Another one each time. `npm run invariants -- --seed … --shoppers 8 --staff 2 --operations 12` goes through it again.
const seed = Math.floor(Math.random() * 2 ** 31);

test(`with faults everywhere, what was answered holds and the books agree (seed ${seed})`, async () => {
  const size = { shoppers: 8, staff: 2, operations: 12 };
  const { violations, faults } = await runInvariants({ ...size, seed, mode: "one-process", faults: usualFaults });
  expect(violations).toEqual([]);
  expect(faults).toBeGreaterThan(0);
}, 240_000);
