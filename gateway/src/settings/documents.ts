import { z } from "zod";
import { flag } from "./flag.ts";

/** How documents may come other than by their text, and who may send nothing else. */
export const documentsSettings = z
  .strictObject({
    automatic: flag.default(true).describe("automatic persisted queries: clients teach the gateway texts by hash"),
    kept: z.coerce.number().int().positive().default(5_000).describe("automatic ones that are remembered"),
    manifest: z
      .string()
      .optional()
      .describe(
        "a file of trusted documents: Apollo's persisted query manifest, or one object from ids to texts; watched",
      ),
    trustedOnly: flag
      .default(false)
      .describe("refuse whatever is not in the manifest; credentials may be bound to it one by one besides"),
  })
  .prefault({})
  .refine(({ trustedOnly, manifest }) => !trustedOnly || manifest !== undefined, "trustedOnly needs a manifest");
