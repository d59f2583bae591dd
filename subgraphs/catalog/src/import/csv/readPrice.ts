import { type Money, NotAnAmount, parseDecimal } from "@angidi/money";
import { limits } from "../../domain/limits.ts";
import type { Notebook } from "./notebook.ts";
import type { Reading } from "./readProduct.ts";
import type { Row } from "./rows.ts";

/** A variant's price; null, and an error told, when it has none or none that can be. */
export function readPriceCell(row: Row, reading: Reading, notes: Notebook): Money | null {
  const text = row.cell("price");
  const price = text === "" ? null : readAmount(text, reading);
  if (!price) notes.fail(row, text === "" ? "has no price" : `has the price “${text}”, which is none`);
  return price;
}

/** An amount as a file writes it, or null when it is none that a price can be. */
export function readAmount(text: string, { currency, decimalComma }: Reading): Money | null {
  const decimal = decimalComma ? text.replace(/^(\d+),(\d+)$/, "$1.$2") : text;
  try {
    const amount = parseDecimal(decimal, currency);
    return amount.amount >= 0 && amount.amount <= limits.price ? amount : null;
  } catch (error) {
    if (error instanceof NotAnAmount) return null;
    throw error;
  }
}
