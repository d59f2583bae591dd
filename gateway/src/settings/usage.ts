import { z } from "zod";

/** `usage` of the config file: the record of which client programs use which parts of the schema. */
export const usageSettings = z
  .strictObject({
    file: z.string().optional().describe("kept there beyond the process (JSON lines); a file for each gateway"),
    programs: z.coerce
      .number()
      .int()
      .positive()
      .default(200)
      .describe("versions of client programs that are told apart; any more are `other`"),
  })
  .prefault({});
export type UsageSettings = z.output<typeof usageSettings>;
