import { absorb } from "./absorbed.ts";
import { type CartContent, type CartLine, maximumLines, maximumQuantity } from "./cart.ts";
import { type CartLineNotFound, cartLineNotFound, type InvalidInput, invalidInput } from "./refusal.ts";

type Moved = { readonly kind: "edited"; readonly content: CartContent } | CartLineNotFound | InvalidInput;

/** The content with lines put aside. One keeps its id, so that an order that is under way still finds its pieces. */
export function saveForLater(content: CartContent, lineIds: readonly string[]): Moved {
  const moved = move(content.lines, content.savedLines, lineIds);
  if (moved.kind !== "moved") return moved;
  return { kind: "edited", content: { ...content, lines: moved.left, savedLines: moved.joined } };
}

/** The content with saved lines back among those to be bought. */
export function moveToCart(content: CartContent, lineIds: readonly string[]): Moved {
  const moved = move(content.savedLines, content.lines, lineIds);
  if (moved.kind !== "moved") return moved;
  return { kind: "edited", content: { ...content, lines: moved.joined, savedLines: moved.left } };
}

/** Takes lines out of one list and adds them to another, at the end or to the line of the same variant. */
function move(from: readonly CartLine[], to: readonly CartLine[], lineIds: readonly string[]) {
  if (lineIds.length === 0) return invalidInput("Name at least one line.", "lineIds");
  const left = new Map(from.map((line) => [line.id, line]));
  const joined = new Map(to.map((line) => [line.variantId, line]));
  for (const [index, lineId] of lineIds.entries()) {
    const line = left.get(lineId.toLowerCase());
    if (!line) return cartLineNotFound("lineIds", index);
    left.delete(line.id);
    const same = joined.get(line.variantId);
    if (same && same.quantity + line.quantity > maximumQuantity) {
      return invalidInput(`A cart holds at most ${maximumQuantity} of one item.`, "lineIds", index);
    }
    joined.set(line.variantId, same ? joinLines(same, line) : line);
  }
  if (joined.size > maximumLines) return invalidInput(`A cart holds at most ${maximumLines} lines.`, "lineIds");
  return { kind: "moved" as const, left: [...left.values()], joined: [...joined.values()] };
}

/** One line of two of a variant. It is known by the ids of both, the latest of them, and by what was seen of the price last. */
export function joinLines(line: CartLine, other: CartLine): CartLine {
  return {
    ...line,
    quantity: Math.min(line.quantity + other.quantity, maximumQuantity),
    ...(other.seenPrice && { seenPrice: other.seenPrice }),
    absorbed: absorb(line, other),
  };
}
