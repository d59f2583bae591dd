import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { decodeText } from "../decode.ts";
import { ImportRefused } from "../report.ts";
import type { ImportSource } from "../source.ts";
import { type Column, type Columns, missingColumns, readHeader } from "./columns.ts";

/** One row below the header. */
export interface Row {
  /** The line on which it begins. */
  readonly line: number;
  /** The cell of a column, without white space around it; empty when there is none. */
  cell(column: Column): string;
  /** Whether it has more cells than the header has columns: what stands where cannot be known then. */
  readonly overlong: boolean;
}

/** A file's rows and what its header says. */
export interface Table {
  readonly columns: Columns;
  /** Whether decimals are written with a comma, as spreadsheets do that separate cells by semicolons. */
  readonly decimalComma: boolean;
  readonly rows: AsyncIterable<Row>;
}

/** More than any product's row holds: a quotation mark that is never closed would take in all the rest of the file. */
const longestRow = 4 * 1024 * 1024;

/** Opens a product export. Throws ImportRefused for a file of another kind, and while reading, for one cut short. */
export async function readTable(source: ImportSource, onBytes: (bytes: number) => void): Promise<Table> {
  const text = decodeText(source, onBytes);
  const { beginning, rest } = await firstLine(text);
  if (beginning.trim() === "") throw new ImportRefused(`${source.name} is empty.`);
  const delimiter = delimiterOf(beginning);
  // Before the parser meets it: what is no CSV at all fails there for reasons that say nothing.
  const atFirstSight = readHeader(beginning.split(delimiter));
  if (!atFirstSight.has("handle") && !atFirstSight.has("title")) refuse(source, atFirstSight);

  const records = readRecords(source, rest, delimiter);
  const first = await records.next();
  const header = first.done ? [] : first.value.cells;
  const columns = readHeader(header);
  if (missingColumns(columns).length > 0) {
    await records.return(undefined);
    refuse(source, columns);
  }
  return { columns, decimalComma: delimiter === ";", rows: toRows(records, columns, header.length) };
}

function refuse({ name }: ImportSource, columns: Columns): never {
  const missing = missingColumns(columns).join(" and ");
  throw new ImportRefused(`${name} is no Shopify product export: it has no column ${missing}.`);
}

interface Record {
  readonly line: number;
  readonly cells: readonly string[];
}

async function* toRows(records: AsyncIterable<Record>, columns: Columns, width: number): AsyncGenerator<Row> {
  for await (const { line, cells } of records) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    yield {
      line,
      overlong: cells.slice(width).some((cell) => cell.trim() !== ""),
      cell: (column) => {
        const place = columns.get(column);
        return place === undefined ? "" : (cells[place] ?? "").trim();
      },
    };
  }
}

async function* readRecords(
  source: ImportSource,
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<Record, undefined> {
  let lastLine = 0;
  const parser = parse({
    delimiter,
    record_delimiter: "\n",
    // A quotation mark inside a cell without quotation marks is just that: 5" nails.
    relax_quotes: true,
    // Cells padded to columns: "a" , "b". Not with tabs between them, which would be taken for padding.
    trim: delimiter !== "\t",
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: longestRow,
    // Noted as it is parsed: when the parser fails, the records that nobody has taken yet are gone.
    on_record: (record: string[], { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  const input = Readable.from(text);
  input.on("error", (error) => parser.destroy(error));
  try {
    for await (const { info, record } of input.pipe(parser) as AsyncIterable<{ info: Info; record: string[] }>) {
      // `lines` counts to the record's end; a record begins as many lines above as its cells have line ends.
      const inside = record.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
      yield { line: info.lines - inside, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportRefused(
      `${source.name} cannot be read after line ${lastLine}: a quotation mark is opened there and never closed.`,
    );
  } finally {
    input.destroy();
  }
  return undefined;
}

/** Reads as far as the first line goes, and gives the whole text again beside it. */
async function firstLine(
  text: AsyncGenerator<string>,
): Promise<{ readonly beginning: string; readonly rest: AsyncGenerator<string> }> {
  let beginning = "";
  while (!beginning.trimStart().includes("\n") && beginning.length < longestRow) {
    const { value, done } = await text.next();
    if (done) break;
    beginning += value;
  }
  const whole = (async function* () {
    yield beginning;
    yield* text;
  })();
  return { beginning: beginning.trimStart().split("\n", 1)[0] ?? "", rest: whole };
}

/** Whichever of comma, semicolon and tab stands most often in the header. */
function delimiterOf(header: string): string {
  const count = (character: string) => header.split(character).length;
  return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}
