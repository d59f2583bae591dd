import { limits } from "../../domain/limits.ts";
import type { ProductStatus } from "../../domain/product.ts";
import { cleanLine } from "../../domain/text.ts";
import type { ReadGroup } from "../importedProduct.ts";
import type { RowGroup } from "./groups.ts";
import { Notebook } from "./notebook.ts";
import { readImages } from "./readImages.ts";
import { readImportedVariants } from "./readVariants.ts";
import type { Row, Table } from "./rows.ts";

/** How a file is to be read, and in which currency its prices are. */
export interface Reading extends Pick<Table, "columns" | "decimalComma"> {
  readonly currency: string;
}

/**
 * Makes a product of its rows: the first carries what is the product's own, each is a variant, a picture, or both. A bad
 * row is reported and the others are taken; without a title or a single good variant there is no product.
 */
export function readProduct({ handle, rows }: RowGroup, reading: Reading): ReadGroup {
  const notes = new Notebook();
  const good = rows.filter((row) => {
    if (row.overlong) notes.fail(row, "has more cells than the header has columns");
    return !row.overlong;
  });
  const first = good.find((row) => row.cell("title") !== "") ?? good[0];
  if (!first) return notes.without();

  const title = cleanLine(first.cell("title"));
  if (title === "" || title.length > limits.title) {
    const what = title === "" ? "has no title" : `has a title of more than ${limits.title} characters`;
    notes.fail(first, `${what}, so ${handle} is not imported`);
    return notes.without();
  }
  const description = first.cell("body");
  if (description.length > limits.description) {
    notes.fail(first, `has a description of more than ${limits.description} characters, so ${handle} is not imported`);
    return notes.without();
  }
  const { options, variants } = readImportedVariants(good, reading, notes);
  if (variants.length === 0) return notes.without();

  return notes.with({
    line: first.line,
    handle,
    foundBy: "origin",
    title,
    description,
    status: statusOf(first, notes),
    brand: brandOf(first, notes),
    categoryPath: categoryPathOf(first),
    tags: tagsOf(first, notes),
    media: readImages(good, notes),
    options,
    variants,
  });
}

/** Only what is active and on the online store is for everybody to see. A blank cell is what the export leaves out. */
function statusOf(row: Row, notes: Notebook): ProductStatus {
  const status = row.cell("status").toLowerCase();
  if (status === "archived") return "ARCHIVED";
  if (status === "draft") return "DRAFT";
  if (status !== "" && status !== "active") {
    notes.warn(row, `has the unknown status ${status} and is imported as a draft`);
    return "DRAFT";
  }
  return /^(false|no|n|0)$/i.test(row.cell("published")) ? "DRAFT" : "PUBLISHED";
}

function brandOf(row: Row, notes: Notebook): string | null {
  const vendor = cleanLine(row.cell("vendor"));
  if (vendor.length <= limits.name) return vendor || null;
  notes.warn(row, `has a vendor of more than ${limits.name} characters, which is left out`);
  return null;
}

/** The shop's own type says more than its place in Shopify's taxonomy, which is taken where there is no type. */
function categoryPathOf(row: Row): string[] {
  const type = cleanLine(row.cell("type"));
  if (type) return type.length <= limits.name ? [type] : [];
  const path = row
    .cell("productCategory")
    .split(">")
    .map(cleanLine)
    .filter((name) => name !== "" && name.length <= limits.name);
  const isName = /\p{L}/u.test(path.join(""));
  return isName && path.join("").toLowerCase() !== "uncategorized" ? path : [];
}

function tagsOf(row: Row, notes: Notebook): string[] {
  const tags = [...new Set(row.cell("tags").split(",").map(cleanLine))].filter((tag) => tag !== "");
  const kept = tags.filter((tag) => tag.length <= limits.tag).slice(0, limits.tags);
  if (kept.length < tags.length) {
    notes.warn(
      row,
      `has more than ${limits.tags} tags or one of more than ${limits.tag} characters; some are left out`,
    );
  }
  return kept;
}
