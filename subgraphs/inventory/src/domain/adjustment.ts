import { type Mistake, mostUnits } from "./limits.ts";

/** Why staff change a count, and whether units can come or go for it. */
export const adjustmentReasons = {
  RECEIVED: { comes: true, goes: false },
  FOUND: { comes: true, goes: false },
  DAMAGED: { comes: false, goes: true },
  LOST: { comes: false, goes: true },
  EXPIRED: { comes: false, goes: true },
  RETURNED_TO_SUPPLIER: { comes: false, goes: true },
  COUNT_CORRECTION: { comes: true, goes: true },
  OTHER: { comes: true, goes: true },
} as const;

export type AdjustmentReason = keyof typeof adjustmentReasons;

export function checkAdjustment(delta: number, reason: AdjustmentReason): Mistake | undefined {
  if (delta === 0 || Math.abs(delta) > mostUnits) {
    return { message: `By how much: from 1 to ${mostUnits}, or less than none`, path: ["delta"] };
  }
  const { comes, goes } = adjustmentReasons[reason];
  if (delta > 0 && !comes) return { message: "For this reason there can only be fewer", path: ["delta"] };
  if (delta < 0 && !goes) return { message: "For this reason there can only be more", path: ["delta"] };
  return undefined;
}

const longestNote = 500;

export function checkNote(note: string | null | undefined): Mistake | undefined {
  if ((note ?? "").length <= longestNote) return undefined;
  return { message: `A note has at most ${longestNote} characters`, path: ["note"] };
}
