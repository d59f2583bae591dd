import { classOf, type Promotion, promotionClasses } from "./promotion.ts";
import { type OpenLine, takeOff } from "./promotionKinds.ts";

/** A promotion and what it takes off each line, in the order of the lines. */
export interface Application {
  readonly promotion: Promotion;
  readonly parts: readonly number[];
}

interface Stacked {
  readonly applications: readonly Application[];
  readonly lines: readonly OpenLine[];
}

/**
 * Applies promotions that have nothing against them. Those that stand alone compete with the rest together, and with each
 * other: what takes most off the lines is taken, of equals the one that ranks first. The same within each class for those
 * that stand alone there. What does not apply is not among the applications.
 */
export function stack(
  lines: readonly OpenLine[],
  promotions: readonly Promotion[],
  currency: string,
): readonly Application[] {
  const ranked = rank(promotions);
  const choices = alternatives(ranked, "EXCLUSIVE").map((some) => byClass(lines, some, currency));
  return best(choices)?.applications ?? [];
}

/** Higher priorities first; of one priority those without a code first, the oldest first, then codes as they were entered. */
function rank(promotions: readonly Promotion[]): Promotion[] {
  const automatic = promotions.filter(({ code }) => code === null).sort((one, other) => (one.id < other.id ? -1 : 1));
  const entered = promotions.filter(({ code }) => code !== null);
  return [...automatic, ...entered].sort((one, other) => other.priority - one.priority);
}

/** The promotions that go together, and each that goes alone; in the order of the first of each. */
function alternatives(ranked: readonly Promotion[], alone: Promotion["stacking"]): Promotion[][] {
  const together = ranked.filter(({ stacking }) => stacking !== alone);
  const choices = ranked.filter(({ stacking }) => stacking === alone).map((promotion) => [promotion]);
  if (together.length > 0) choices.push(together);
  return choices.sort((one, other) => ranked.indexOf(one[0]!) - ranked.indexOf(other[0]!));
}

/** Class by class, each to what the one before left. */
function byClass(lines: readonly OpenLine[], ranked: readonly Promotion[], currency: string): Stacked {
  let stacked: Stacked = { applications: [], lines };
  for (const one of promotionClasses) {
    const { applications, lines: open } = stacked;
    const inClass = ranked.filter((promotion) => classOf(promotion) === one);
    const chosen = best(alternatives(inClass, "EXCLUSIVE_IN_CLASS").map((some) => inTurn(open, some, currency)));
    if (chosen) stacked = { applications: [...applications, ...chosen.applications], lines: chosen.lines };
  }
  return stacked;
}

function inTurn(lines: readonly OpenLine[], promotions: readonly Promotion[], currency: string): Stacked {
  let open = lines;
  const applications = promotions.map((promotion) => {
    const parts = takeOff(promotion, open, currency);
    open = open.map((line, index) => ({ ...line, left: line.left - (parts[index] ?? 0) }));
    return { promotion, parts };
  });
  return { applications, lines: open };
}

/** What leaves least to pay; the first of equals. */
function best(choices: readonly Stacked[]): Stacked | undefined {
  const leftBy = ({ lines }: Stacked) => lines.reduce((sum, { left }) => sum + left, 0);
  return choices.reduce<Stacked | undefined>(
    (chosen, choice) => (chosen && leftBy(chosen) <= leftBy(choice) ? chosen : choice),
    undefined,
  );
}
