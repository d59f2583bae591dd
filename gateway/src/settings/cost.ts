import { z } from "zod";

const count = z.coerce.number().int();

/** `cost` of the config file: what an operation may cost, by `@cost` and `@listSize` of the supergraph. */
export const costSettings = z
  .strictObject({
    maximum: count
      .min(1)
      .optional()
      .describe("of one operation; what costs more is not executed; any may be unless it is said"),
    defaultListSize: count
      .min(0)
      .max(1_000_000)
      .default(10)
      .describe("assumed of lists that @listSize says nothing of"),
    mode: z
      .enum(["enforce", "measure"])
      .default("enforce")
      .describe("whether what costs more than the maximum is refused, or only measured"),
    report: z
      .enum(["asked", "always", "never"])
      .default("asked")
      .describe("when answers tell their cost: to requests with `graphql-cost: report`, to all, or to none"),
  })
  .prefault({});
export type CostSettings = z.output<typeof costSettings>;
