import { z } from "zod";

const variantName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,49}$/, "must be of lower-case letters, digits and hyphens")
  // By `/graphql/stream` the whole graph is served over reserved event streams.
  .refine((name) => name !== "stream", "is taken by the gateway itself");
const tags = z.array(z.string().min(1));

/** `variants` of the config file: contract variants of the graph by name, each served at `/graphql/<name>`. */
export const variantsSettings = z
  .record(
    variantName,
    z.strictObject({
      include: tags.optional().describe("only what bears one of these tags stays; everything does unless said"),
      exclude: tags.optional().describe("what bears one of these tags goes, whatever else it bears"),
    }),
  )
  .default({});
export type VariantsSettings = z.output<typeof variantsSettings>;

/** `variantsOfRoles` of the config file: who has the role is served that variant alone; of several roles the first counts. */
export const variantsOfRolesSettings = z.record(z.string().min(1), variantName).default({});
export type VariantsOfRoles = z.output<typeof variantsOfRolesSettings>;
