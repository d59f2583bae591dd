import { slugFrom } from "../../domain/slug.ts";
import type { ImportNotice } from "../report.ts";
import type { Row } from "./rows.ts";

/** All rows of one product. */
export interface RowGroup {
  readonly handle: string;
  readonly rows: readonly Row[];
}

/** A product has at most some two thousand variants and some hundreds of pictures. */
const mostRows = 5_000;

/** The handle of a row; one that has only a title goes by that. Null when there is neither. */
export function handleOf(row: Row): string | null {
  const handle = row.cell("handle").toLowerCase();
  if (handle) return handle;
  const title = row.cell("title");
  return title ? slugFrom(title, "product") : null;
}

/**
 * Reads a file to its end without keeping its rows, and gives the handles whose rows do not stand together. What is
 * kept is one handle for each product.
 */
export async function findScatteredHandles(rows: AsyncIterable<Row>): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const scattered = new Set<string>();
  let current: string | null = null;
  for await (const row of rows) {
    const handle = handleOf(row);
    if (handle === current || handle === null) continue;
    if (seen.has(handle)) scattered.add(handle);
    seen.add(handle);
    current = handle;
  }
  return scattered;
}

/**
 * The products of a file, each with all its rows. Those whose rows are scattered come last, since only the end of the
 * file tells that one is complete; all others are let go as soon as the next begins.
 */
export async function* groupRows(
  rows: AsyncIterable<Row>,
  scattered: ReadonlySet<string>,
  onBadRow: (notice: ImportNotice) => void,
): AsyncGenerator<RowGroup> {
  const waiting = new Map<string, Row[]>();
  let current: { readonly handle: string; readonly rows: Row[] } | undefined;
  for await (const row of rows) {
    const handle = handleOf(row);
    if (handle === null) {
      onBadRow({ line: row.line, message: "The row has no handle, so it belongs to no product." });
      continue;
    }
    if (scattered.has(handle)) {
      const group = waiting.get(handle) ?? [];
      waiting.set(handle, group);
      add(group, row);
    } else if (current?.handle === handle) {
      add(current.rows, row);
    } else {
      if (current) yield current;
      current = { handle, rows: [row] };
    }
  }
  if (current) yield current;
  for (const [handle, group] of waiting) yield { handle, rows: group };

  function add(group: Row[], row: Row): void {
    if (group.length < mostRows) group.push(row);
    else onBadRow({ line: row.line, message: `A product has at most ${mostRows} rows.` });
  }
}
