import type { CartOperation } from "./pending.ts";
import { mostPieces } from "./pending.ts";

/**
 * What a form of the cart asks for; undefined for what no form of ours sends. The same form is read by the server where
 * there is no JavaScript, and by the store where there is. Lines may be several: `lineId` and `quantity` go in pairs.
 */
export function operationsOf(form: FormData): readonly CartOperation[] | undefined {
  const lineIds = texts(form, "lineId");
  const code = texts(form, "code")[0]?.trim();
  switch (form.get("do")) {
    case "set":
      return quantitiesOf(form, (typed) => typed);
    case "less":
      return quantitiesOf(form, (typed) => typed - 1);
    case "more":
      return quantitiesOf(form, (typed) => typed + 1);
    case "remove":
      return lineIds.map((lineId) => ({ kind: "set", lineId, quantity: 0 }));
    case "save":
      return lineIds.map((lineId) => ({ kind: "save", lineId }));
    case "move":
      return lineIds.map((lineId) => ({ kind: "move", lineId }));
    case "acknowledge":
      return pricesOf(form);
    case "apply-code":
      return code ? [{ kind: "apply-code", code }] : undefined;
    case "remove-code":
      return code ? [{ kind: "remove-code", code }] : undefined;
    default:
      return undefined;
  }
}

/** The same the other way round: a form that asks for operations of one kind. */
export function formOf(operations: readonly CartOperation[]): FormData {
  const form = new FormData();
  const [first] = operations;
  if (!first) return form;
  form.set("do", first.kind);
  for (const operation of operations) {
    if ("lineId" in operation) form.append("lineId", operation.lineId);
    if ("variantId" in operation) form.append("variantId", operation.variantId);
    if ("quantity" in operation) form.append("quantity", String(operation.quantity));
    if ("code" in operation) form.append("code", operation.code);
    if (operation.kind === "acknowledge") {
      form.append("amount", String(operation.unitPrice.amount));
      form.append("currency", operation.unitPrice.currency);
    }
  }
  return form;
}

function quantitiesOf(form: FormData, change: (typed: number) => number): readonly CartOperation[] | undefined {
  const typed = texts(form, "quantity").map(Number);
  const lineIds = texts(form, "lineId");
  if (typed.length !== lineIds.length || typed.some((quantity) => !Number.isInteger(quantity))) return undefined;
  return lineIds.map((lineId, index) => ({
    kind: "set",
    lineId,
    quantity: Math.max(0, Math.min(change(typed[index]!), mostPieces)),
  }));
}

function pricesOf(form: FormData): readonly CartOperation[] | undefined {
  const [lineIds, amounts, currencies] = [texts(form, "lineId"), texts(form, "amount"), texts(form, "currency")];
  if (amounts.length !== lineIds.length || currencies.length !== lineIds.length) return undefined;
  return lineIds.map((lineId, index) => ({
    kind: "acknowledge",
    lineId,
    unitPrice: { amount: Number(amounts[index]), currency: currencies[index]! },
  }));
}

function texts(form: FormData, name: string): readonly string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}
