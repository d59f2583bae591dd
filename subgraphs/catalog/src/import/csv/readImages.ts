import { readMedia } from "../../domain/fields.ts";
import { InvalidInput } from "../../domain/issue.ts";
import { limits } from "../../domain/limits.ts";
import type { Media } from "../../domain/product.ts";
import type { Notebook } from "./notebook.ts";
import type { Row } from "./rows.ts";

/** The pictures of a product, by position and then by row, each once; variants' own pictures come after. */
export function readImages(rows: readonly Row[], notes: Notebook): Media[] {
  const found = rows
    .filter((row) => row.cell("image") !== "")
    .map((row) => ({ row, position: positionOf(row), url: row.cell("image"), altText: row.cell("imageAlt") }))
    .sort((left, right) => left.position - right.position);
  const ofVariants = rows
    .filter((row) => row.cell("variantImage") !== "")
    .map((row) => ({ row, url: row.cell("variantImage"), altText: "" }));

  const media = new Map<string, Media>();
  for (const { row, url, altText } of [...found, ...ofVariants]) {
    const picture = pictureOf(url, altText);
    if (!picture) notes.warn(row, "has a picture whose address is none, which is left out");
    else if (media.size === limits.media && !media.has(picture.url)) {
      notes.warn(row, `has one picture more than the ${limits.media} that a product can have`);
    } else if (!media.has(picture.url)) media.set(picture.url, picture);
  }
  return [...media.values()];
}

/** A picture without a position comes after those that have one. */
function positionOf(row: Row): number {
  const position = Number.parseInt(row.cell("imagePosition"), 10);
  return Number.isNaN(position) ? Number.MAX_SAFE_INTEGER : position;
}

function pictureOf(address: string, altText: string): Media | undefined {
  const url = address.startsWith("//") ? `https:${address}` : address;
  try {
    const [picture] = readMedia([{ url, altText: altText.slice(0, limits.altText) }], []);
    return picture;
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}
