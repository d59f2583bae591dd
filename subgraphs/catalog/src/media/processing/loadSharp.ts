import type sharp from "sharp";

/** The only formats that are ever decoded, whatever a file pretends to be. */
const loaders = ["Jpeg", "Png", "Webp", "Heif"].map((format) => `VipsForeignLoad${format}Buffer`);

let loaded: Promise<typeof sharp> | undefined;

/**
 * The library that decodes pictures, loaded with the first one: one picture at a time on one thread, and nothing is kept
 * between two of them.
 */
export function loadSharp(): Promise<typeof sharp> {
  loaded ??= import("sharp").then(({ default: library }) => {
    library.concurrency(1);
    library.cache(false);
    library.block({ operation: ["VipsForeignLoad"] });
    library.unblock({ operation: loaders });
    return library;
  });
  return loaded;
}
