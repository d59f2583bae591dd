import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

const place = z.object({ id: z.string(), slug: z.string(), name: z.string() });

/** A category as its subject's version has it. */
export const categoryData = z.object({
  category: place.extend({
    /** The categories above it, the topmost first, as they were at the time. */
    ancestors: z.array(place),
    /** What it defines itself, beside what the categories above do. */
    attributes: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        /** TEXT, NUMBER, BOOLEAN or SELECT. */
        kind: z.string(),
        unit: z.string().nullable(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        filterable: z.boolean(),
      }),
    ),
    /** By locale. */
    translations: z.record(z.string(), z.object({ name: z.string().nullable() })),
  }),
});
export type CategoryData = z.infer<typeof categoryData>;

/** A category was renamed, moved or otherwise changed, and with it what all products in and below it say of it. */
export const categoryUpdated = eventContract("category.updated", categoryData);
export type CategoryUpdated = EventOf<typeof categoryUpdated>;
