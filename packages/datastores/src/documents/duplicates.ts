import { isNativeError } from "node:util/types";

const duplicateKey = 11_000;

/** Whether a write broke a unique index, or made an id that is there already. Needs no driver to be loaded. */
export function isDuplicate(error: unknown): boolean {
  return isNativeError(error) && (error as { code?: unknown }).code === duplicateKey;
}
