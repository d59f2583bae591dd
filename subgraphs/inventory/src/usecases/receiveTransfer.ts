import { isId } from "@angidi/datastores";
import type { Line } from "../domain/draw.ts";
import type { StockEntry } from "../domain/ledger.ts";
import { checkIdempotencyKey, type Mistake } from "../domain/limits.ts";
import type { SkuStock } from "../domain/stock.ts";
import { arrive, checkTransferLines, type Transfer, type TransferLine } from "../domain/transfer.ts";
import type { Ports } from "../ports.ts";
import { actOnce } from "./steps/actOnce.ts";
import { changeStock } from "./steps/changeStock.ts";

export interface ReceiveTransfer {
  /** Who of the staff asks: keys are theirs. */
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly transferId: string;
  /** What has come; all that is under way unless said. */
  readonly lines?: readonly Line[] | null;
  /** Whether nothing more will come: what has not is missing. */
  readonly isFinal?: boolean;
}

type Refusal = { readonly kind: "received-already" } | { readonly kind: "invalid"; readonly mistake: Mistake };

export type ReceiveTransferResult =
  | { readonly kind: "received"; readonly transfer: Transfer }
  | { readonly kind: "no-transfer" }
  | { readonly kind: "key-reused" }
  | Refusal;

/** Takes what has come of a transfer on hand, as often as some of it comes. A refusal does not use the key up. */
export async function receiveTransfer(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { userId, idempotencyKey, transferId, lines: given = null, isFinal = false }: ReceiveTransfer,
): Promise<ReceiveTransferResult> {
  const came = given?.map(({ sku, quantity }) => ({ sku, quantity })) ?? null;
  const mistake = checkIdempotencyKey(idempotencyKey) ?? (came ? checkTransferLines(came) : undefined);
  if (mistake) return { kind: "invalid", mistake };
  if (!isId(transferId) || !(await store.transfers.find(transferId))) return { kind: "no-transfer" };

  const input = { transferId, lines: came, isFinal };
  const claim = { caller: userId, operation: "receiveTransfer", key: idempotencyKey, input, resultId: transferId };
  const once = await actOnce<Refusal>(store, claim, async (transaction) => {
    const transfer = await transaction.transfers.lock(transferId);
    if (!transfer) throw new Error(`The transfer ${transferId} is gone`);
    if (transfer.status === "RECEIVED") return { kind: "received-already" };
    const arrival = arrive(transfer, came, isFinal);
    if (arrival.kind === "invalid") return arrival;
    await transaction.transfers.receive(transfer, arrival.lines, arrival.status);
    const stock = await transaction.stock.lock(transfer.lines.map(({ sku }) => sku));
    const entries = entriesOf(transfer, arrival.lines, stock);
    if (entries.length === 0) return null;
    const occasion = { reference: transferId, actor: userId };
    await changeStock(transaction, stock, { entries, occasion }, lowStockThreshold);
    return null;
  });
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "refused") return once.refusal;
  return { kind: "received", transfer: (await store.transfers.find(transferId))! };
}

function entriesOf(transfer: Transfer, lines: readonly TransferLine[], stock: readonly SkuStock[]): StockEntry[] {
  const warehouseId = transfer.toWarehouseId;
  return lines.flatMap(({ sku, received }) => {
    const units = received - transfer.lines.find((line) => line.sku === sku)!.received;
    if (units === 0) return [];
    const level = stock.find((each) => each.sku === sku)?.levels.find((each) => each.warehouseId === warehouseId);
    // Where it is sold without limit nothing is counted.
    const onHand = level?.onHand === null ? 0 : units;
    return [{ sku, warehouseId, kind: "TRANSFER_IN" as const, onHand, reserved: 0 }];
  });
}
