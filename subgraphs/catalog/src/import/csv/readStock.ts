import type { Columns } from "./columns.ts";
import type { Notebook } from "./notebook.ts";
import type { Row } from "./rows.ts";

/** More than any warehouse has, and within what the graph's Int can say. */
const mostOnHand = 1_000_000_000;

/**
 * How many there are of a variant; null when it is sold without limit, since nobody tracks it or it may be sold when it
 * has run out; undefined when the file does not say how many there are.
 */
export function readOnHand(row: Row, columns: Columns, notes: Notebook): number | null | undefined {
  if (!columns.has("quantity")) return undefined;
  const isTracked = !columns.has("tracker") || row.cell("tracker") !== "";
  const isBackordered = /^(continue|true|yes|y|1)$/i.test(row.cell("policy"));
  if (!isTracked || isBackordered) return null;

  const text = row.cell("quantity");
  if (text === "") return 0;
  const quantity = /^-?\d{1,15}(\.0*)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  if (quantity >= 0 && quantity <= mostOnHand) return quantity;

  const onHand = quantity > mostOnHand ? mostOnHand : 0;
  notes.warn(row, `has the quantity ${text}, for which ${onHand} is taken`);
  return onHand;
}
