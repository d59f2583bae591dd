/** What a cart must hold, by what was answered to those who changed it. */
export interface CartModel {
  /** An addition was acknowledged, or may have been carried out. */
  added(variantId: string, quantity: number, isAcknowledged: boolean): void;
  /** A line was set to a quantity, or nobody knows. */
  set(variantId: string, quantity: number, isAcknowledged: boolean): void;
  /** An order took these pieces; they leave the cart when it is confirmed, which may be seen late. */
  ordered(variantId: string, quantity: number): void;
  /** Nothing is known of it any more. */
  forget(): void;
  /** How a content breaks what is known; at the end, when every order has left the cart, more strictly. Null: it does not. */
  complaintAbout(content: readonly ContentLine[], isTheEnd: boolean): string | null;
  /** How an order of all of the cart breaks it. */
  complaintAboutOrder(lines: readonly ContentLine[]): string | null;
  /** Whether no order may still take pieces of it, so that what becomes of them is known. */
  isSettled(variantId: string): boolean;
  readonly variants: readonly string[];
  /** Whether pieces wait to leave it. */
  readonly hasOrdered: boolean;
}

export interface ContentLine {
  readonly quantity: number;
  readonly variant: { readonly id: string };
}

interface Known {
  /** At least so many, */
  sure: number;
  /** and so many more at most. */
  maybe: number;
  ordered: number;
  isUnknown: boolean;
}

export function cartModel(): CartModel {
  const lines = new Map<string, Known>();
  let isForgotten = false;
  const of = (variantId: string): Known => {
    const known = lines.get(variantId) ?? { sure: 0, maybe: 0, ordered: 0, isUnknown: false };
    lines.set(variantId, known);
    return known;
  };

  function complaint(content: readonly ContentLine[], bounds: (known: Known) => readonly [number, number]) {
    if (isForgotten) return null;
    for (const [variantId, known] of lines) {
      if (known.isUnknown) continue;
      const [least, most] = bounds(known);
      const quantity = content.find(({ variant }) => variant.id === variantId)?.quantity ?? 0;
      if (quantity < least || quantity > most) return `${quantity} of ${variantId}, not ${least} to ${most}`;
    }
    const stranger = content.find(({ variant }) => !lines.has(variant.id));
    return stranger ? `${stranger.quantity} of ${stranger.variant.id}, which nobody added` : null;
  }

  return {
    added(variantId, quantity, isAcknowledged) {
      const known = of(variantId);
      if (isAcknowledged) known.sure += quantity;
      else known.maybe += quantity;
    },
    set(variantId, quantity, isAcknowledged) {
      const known = of(variantId);
      // Pieces on their way out may leave before or after: which, nobody is told.
      if (!isAcknowledged || known.ordered > 0) known.isUnknown = true;
      known.sure = quantity;
    },
    ordered(variantId, quantity) {
      of(variantId).ordered += quantity;
    },
    forget() {
      isForgotten = true;
    },
    complaintAbout(content, isTheEnd) {
      return complaint(content, ({ sure, maybe, ordered }) => {
        const most = sure + maybe;
        return [Math.max(0, sure - ordered), isTheEnd ? Math.max(0, most - ordered) : most];
      });
    },
    complaintAboutOrder(content) {
      return complaint(content, ({ sure, maybe, ordered }) => [Math.max(0, sure - ordered), sure + maybe]);
    },
    isSettled(variantId) {
      return !isForgotten && of(variantId).ordered === 0;
    },
    get variants() {
      return [...lines.keys()];
    },
    get hasOrdered() {
      return [...lines.values()].some(({ ordered }) => ordered > 0);
    },
  };
}
