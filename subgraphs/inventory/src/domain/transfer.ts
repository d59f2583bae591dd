import type { Line } from "./draw.ts";
import { checkSku, type Mistake, mostUnits } from "./limits.ts";

export type TransferStatus = "IN_TRANSIT" | "RECEIVED";

/** Units of a SKU on their way, and what came of them. */
export interface TransferLine {
  readonly sku: string;
  readonly quantity: number;
  readonly received: number;
  /** Of which it was said that they will not come. */
  readonly missing: number;
}

/** Stock on its way from one warehouse to another. */
export interface Transfer {
  readonly id: string;
  readonly fromWarehouseId: string;
  readonly toWarehouseId: string;
  readonly status: TransferStatus;
  readonly note: string | null;
  readonly createdAt: Date;
  /** When the last of it was received, or given up. */
  readonly receivedAt: Date | null;
  readonly lines: readonly TransferLine[];
}

export function underWay({ quantity, received, missing }: TransferLine): number {
  return quantity - received - missing;
}

const mostLines = 100;

export function checkTransferLines(lines: readonly Line[]): Mistake | undefined {
  if (lines.length < 1 || lines.length > mostLines) {
    return { message: `A transfer has 1 to ${mostLines} lines`, path: ["lines"] };
  }
  for (const [index, { sku, quantity }] of lines.entries()) {
    const at = (mistake: Mistake) => ({ ...mistake, path: ["lines", String(index), ...mistake.path] });
    const mistake = checkSku(sku);
    if (mistake) return at(mistake);
    if (lines.findIndex((line) => line.sku === sku) < index) return at({ message: "It is named twice", path: ["sku"] });
    if (quantity < 1 || quantity > mostUnits) {
      return at({ message: `A quantity is from 1 to ${mostUnits}`, path: ["quantity"] });
    }
  }
  return undefined;
}

export type Arrival =
  | { readonly kind: "arrived"; readonly lines: readonly TransferLine[]; readonly status: TransferStatus }
  | { readonly kind: "invalid"; readonly mistake: Mistake };

/**
 * What a transfer's lines are after so many have come: all that is under way, unless `came` says which. What then is still
 * under way is missing if nothing more will come.
 */
export function arrive(transfer: Transfer, came: readonly Line[] | null, isFinal: boolean): Arrival {
  const received = new Map((came ?? []).map(({ sku, quantity }) => [sku, quantity]));
  for (const [index, { sku, quantity }] of (came ?? []).entries()) {
    const line = transfer.lines.find((each) => each.sku === sku);
    const path = ["lines", String(index)];
    if (!line) return { kind: "invalid", mistake: { message: "It is not in this transfer", path: [...path, "sku"] } };
    if (quantity > underWay(line)) {
      const message = `Only ${underWay(line)} of it are still under way`;
      return { kind: "invalid", mistake: { message, path: [...path, "quantity"] } };
    }
  }
  const lines = transfer.lines.map((line) => {
    const units = came === null ? underWay(line) : (received.get(line.sku) ?? 0);
    const missing = isFinal ? underWay(line) - units : 0;
    return { ...line, received: line.received + units, missing: line.missing + missing };
  });
  const status = lines.every((line) => underWay(line) === 0) ? "RECEIVED" : "IN_TRANSIT";
  return { kind: "arrived", lines, status };
}
