import type { Promotion } from "./promotion.ts";

export interface CartWarning {
  readonly code: "OUT_OF_STOCK" | "INSUFFICIENT_STOCK" | "LINE_UNAVAILABLE" | "DISCOUNT_CODE_WITHOUT_EFFECT";
  readonly message: string;
  readonly lineId: string | null;
}

export interface LineToWarnOf {
  readonly id: string;
  readonly quantity: number;
  readonly title: string | null;
  readonly sold: boolean;
  /** Null: without limit, or not known. */
  readonly available: number | null;
}

/** What will not work out as a cart stands, lines first. */
export function warningsAbout(
  lines: readonly LineToWarnOf[],
  objections: readonly { readonly message: string }[],
  usedUp: readonly Pick<Promotion, "code">[],
): CartWarning[] {
  const withoutEffect = [
    ...objections.map(({ message }) => message),
    ...usedUp.map(({ code }) => `The discount code ${code} has been used up.`),
  ];
  return [
    ...lines.flatMap((line) => warningOf(line) ?? []),
    ...withoutEffect.map((message): CartWarning => ({ code: "DISCOUNT_CODE_WITHOUT_EFFECT", message, lineId: null })),
  ];
}

function warningOf({ id, quantity, title, sold, available }: LineToWarnOf): CartWarning | undefined {
  const name = title ?? "An item of the cart";
  if (!sold) return { code: "LINE_UNAVAILABLE", message: `${name} is no longer sold.`, lineId: id };
  if (available === null || available >= quantity) return undefined;
  if (available <= 0) return { code: "OUT_OF_STOCK", message: `${name} is out of stock.`, lineId: id };
  return {
    code: "INSUFFICIENT_STOCK",
    message: `There ${available === 1 ? "is" : "are"} only ${available} of ${name} in stock.`,
    lineId: id,
  };
}
