/** A rule that an input breaks, and where. */
export interface Mistake {
  readonly message: string;
  readonly path: string[];
}

/** More than anyone stocks of one SKU in one warehouse, and what any quantity must stay within. */
export const mostUnits = 1_000_000_000;

export function checkSku(sku: string): Mistake | undefined {
  if (sku.trim() !== "" && sku.length <= 255) return undefined;
  return { message: "A SKU has 1 to 255 characters", path: ["sku"] };
}

export function checkIdempotencyKey(key: string): Mistake | undefined {
  if (key.trim() !== "" && key.length <= 255) return undefined;
  return { message: "An idempotency key has 1 to 255 characters", path: ["idempotencyKey"] };
}

/** Null is allowed: sold without limit. */
export function checkOnHand(onHand: number | null | undefined): Mistake | undefined {
  if (onHand === undefined) return { message: "Say how many there are, or null for no limit", path: ["onHand"] };
  if (onHand === null || (onHand >= 0 && onHand <= mostUnits)) return undefined;
  return { message: `There can be from 0 to ${mostUnits} on hand`, path: ["onHand"] };
}

/** Lines of an order as another service sends them: some, and each of at least one. */
export function areLines(lines: readonly { readonly sku: string; readonly quantity: number }[]): boolean {
  return lines.length > 0 && lines.every(({ quantity }) => quantity >= 1 && quantity <= mostUnits);
}

export function checkWarehouse(warehouse: {
  readonly code: string;
  readonly name: string;
  readonly countryCode: string;
  readonly priority: number;
}): Mistake | undefined {
  if (!/^[A-Z0-9][A-Z0-9_-]{0,31}$/.test(warehouse.code)) {
    return { message: "A code has up to 32 of A–Z, 0–9, - and _", path: ["code"] };
  }
  if (warehouse.name.trim() === "" || warehouse.name.length > 100) {
    return { message: "A name has 1 to 100 characters", path: ["name"] };
  }
  if (!/^[A-Z]{2}$/.test(warehouse.countryCode)) {
    return { message: "A country is two capital letters (ISO 3166-1)", path: ["countryCode"] };
  }
  if (warehouse.priority < 0 || warehouse.priority > 1_000_000) {
    return { message: "A priority is from 0 to 1000000", path: ["priority"] };
  }
  return undefined;
}
