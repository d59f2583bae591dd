import { limits } from "../../domain/limits.ts";
import type { ProductOption, SelectedOption } from "../../domain/product.ts";
import { cleanLine, nameKey } from "../../domain/text.ts";
import type { ImportedVariant } from "../importedProduct.ts";
import type { Notebook } from "./notebook.ts";
import { readAmount, readPriceCell } from "./readPrice.ts";
import type { Reading } from "./readProduct.ts";
import { readOnHand } from "./readStock.ts";
import type { Row } from "./rows.ts";

const numbers = [1, 2, 3] as const;
type OptionNumber = (typeof numbers)[number];

/** An option that the product has, and where its values stand. */
interface OptionColumn {
  readonly number: OptionNumber;
  readonly name: string;
}

/** The variants among a product's rows, and the options that they choose by. */
export function readImportedVariants(
  rows: readonly Row[],
  reading: Reading,
  notes: Notebook,
): { readonly options: readonly ProductOption[]; readonly variants: readonly ImportedVariant[] } {
  const candidates = rows.filter(isVariant);
  if (candidates.length === 0 && rows[0]) notes.fail(rows[0], "has no price, and no other row of the product has one");
  const columns = optionColumns(rows, candidates);

  const variants: ImportedVariant[] = [];
  const lineOf = new Map<string, number>();
  for (const row of candidates) {
    const variant = readVariant(row, columns, reading, notes);
    if (!variant) continue;
    const combination = JSON.stringify(variant.options.map(({ value }) => value));
    const earlier = lineOf.get(combination);
    if (earlier !== undefined) notes.fail(row, `has the same options as line ${earlier}`);
    else if (variants.length === limits.variants) {
      notes.fail(row, `has one variant more than the ${limits.variants} that a product can have`);
    } else {
      lineOf.set(combination, row.line);
      variants.push(variant);
    }
  }
  const options = columns.map(({ name }, place) => ({
    name,
    values: [...new Set(variants.map((variant) => variant.options[place]!.value))],
  }));
  return { options, variants };
}

/** A row with nothing of a variant's own is there for its picture. */
function isVariant(row: Row): boolean {
  return row.cell("price") !== "" || row.cell("sku") !== "" || numbers.some((number) => valueIn(row, number) !== "");
}

function valueIn(row: Row, number: OptionNumber): string {
  return cleanLine(row.cell(`option${number}Value`));
}

/**
 * The options that a product really has. Names stand in its first row alone; an option without any value is none, and
 * a product without choice is exported as the option Title with the value Default Title.
 */
function optionColumns(rows: readonly Row[], candidates: readonly Row[]): OptionColumn[] {
  const used = numbers.filter((number) => candidates.some((row) => valueIn(row, number) !== ""));
  const isWithoutChoice =
    used.length === 1 && candidates.every((row) => /^default title$/i.test(valueIn(row, used[0]!)));
  if (isWithoutChoice) return [];

  const columns: OptionColumn[] = [];
  for (const number of used) {
    const row = rows.find((candidate) => candidate.cell(`option${number}Name`) !== "");
    const given = cleanLine(row?.cell(`option${number}Name`) ?? "").slice(0, limits.optionName);
    const isTaken = columns.some(({ name }) => nameKey(name) === nameKey(given));
    columns.push({ number, name: given && !isTaken ? given : `Option ${number}` });
  }
  return columns;
}

function readVariant(
  row: Row,
  columns: readonly OptionColumn[],
  reading: Reading,
  notes: Notebook,
): ImportedVariant | null {
  const options: SelectedOption[] = [];
  for (const { number, name } of columns) {
    const value = valueIn(row, number);
    if (value === "" || value.length > limits.optionValue) {
      notes.fail(row, value === "" ? `has no value of the option ${name}` : `has a value of ${name} that is too long`);
      return null;
    }
    options.push({ name, value });
  }
  const sku = cleanLine(row.cell("sku"));
  if (sku.length > limits.sku) {
    notes.fail(row, `has a SKU of more than ${limits.sku} characters`);
    return null;
  }
  const price = readPriceCell(row, reading, notes);
  if (!price) return null;
  const before = row.cell("compareAtPrice");
  const compareAtPrice = before === "" ? null : readAmount(before, reading);
  if (before !== "" && !compareAtPrice) notes.warn(row, `has the compare-at price “${before}”, which is left out`);
  return {
    line: row.line,
    sku,
    options,
    price,
    compareAtPrice: compareAtPrice?.amount ? compareAtPrice : null,
    onHand: readOnHand(row, reading.columns, notes),
  };
}
