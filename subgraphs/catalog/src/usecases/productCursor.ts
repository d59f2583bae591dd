import { BadCursor, type CursorPart, decodeCursor, encodeCursor } from "@angidi/datastores";
import type { Place, ProductSort } from "../domain/listing.ts";

const keyPart: Readonly<Record<ProductSort, CursorPart>> = {
  NEWEST: "time",
  PRICE_ASC: "number",
  PRICE_DESC: "number",
  TITLE: "string",
};

/** A cursor says which order it is of: a price would be a place in a list by title too, but a senseless one. */
export function writeCursor({ key, id }: Place, sort: ProductSort): string {
  return encodeCursor([sort, key, id]);
}

/** The place that a cursor stands for. Throws BadCursor for one of another order, and for one that we did not write. */
export function placeFrom(cursor: string, sort: ProductSort): Place {
  const [of, key, id] = decodeCursor(cursor, ["string", keyPart[sort], "id"]);
  if (of !== sort || key === null || key === undefined || typeof id !== "string") throw new BadCursor();
  if (typeof key === "number" && !Number.isSafeInteger(key)) throw new BadCursor();
  return { key, id };
}
