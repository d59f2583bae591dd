import { z } from "zod";

/** On or off; from the environment as `on`, `true`, `yes`, `1` and their opposites. */
export const flag = z.union([z.boolean(), z.stringbool({ error: "must be on or off" })]);
