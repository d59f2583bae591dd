import { readLine } from "../domain/fields.ts";
import { InvalidInput } from "../domain/issue.ts";
import { limits } from "../domain/limits.ts";
import type { Moderation } from "../domain/moderation.ts";
import type { Author } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "./rewriteProduct.ts";

export interface ModerationRequest {
  readonly id: string;
  /** What the moderator looked at. */
  readonly expectedVersion: number;
  /** PENDING takes a product from shoppers until somebody has looked at it. */
  readonly decision: "APPROVED" | "REJECTED" | "PENDING";
  readonly reason: string | null;
}

/** Says whether shoppers may see a product, whatever its owner wants; a rejection says why. */
export function moderateProduct(
  ports: Pick<Ports, "products" | "categories">,
  { id, expectedVersion, decision, reason }: ModerationRequest,
  author: Author,
): Promise<RewriteOutcome> {
  return rewriteProduct(ports, { id, expectedVersion, author, kind: "MODERATED" }, (before) => ({
    kind: "made",
    product: { ...before, moderation: readModeration(decision, reason) },
  }));
}

function readModeration(state: ModerationRequest["decision"], reason: string | null): Moderation {
  if (state === "REJECTED" && reason === null) throw new InvalidInput("A rejection says why", ["reason"]);
  return { state, reason: reason === null ? null : readLine(reason, "The reason", limits.altText, ["reason"]) };
}
