import { cardNumberRefused } from "../cardNumbers/refusal.ts";
import { holdsCardNumber } from "../cardNumbers/text.ts";
import type { Plugin } from "../pipeline/plugin.ts";

/** Deeper than variables may be (variables.ts): what is below is refused for its depth. */
const mostLevels = 100;
/** The smallest whole number of 13 digits. A client may send an id as a number. */
const smallest = 1e12;

/**
 * Refuses requests with a card's number in their variables, whatever field it is for, before anything of them is kept or
 * logged. Documents are looked through when they are read first (documents.ts).
 */
export function cardNumbers(): Plugin {
  return {
    name: "card numbers",
    onRequest({ parameters: { variables, operationName } }) {
      if (operationName && holdsCardNumber(operationName)) throw cardNumberRefused("The name of the operation");
      if (!variables) return;
      for (const name in variables) {
        if (holdsCardNumber(name)) throw cardNumberRefused("A variable's name");
        if (isIn(variables[name], name, mostLevels)) throw cardNumberRefused(`Variable "$${name}"`);
      }
    },
  };
}

function isIn(value: unknown, key: string, levels: number): boolean {
  switch (typeof value) {
    case "string":
      return holdsCardNumber(value) && !(key === "phone" && isTelephoneNumber(value));
    case "number":
      return value >= smallest && holdsCardNumber(String(value));
    case "object":
      return value !== null && levels > 0 && isWithin(value, key, levels - 1);
    default:
      return false;
  }
}

/** Thirteen digits that begin with a 4 are numbers in Germany and its neighbours, and of no card that is still issued. */
function isTelephoneNumber(text: string): boolean {
  return text.replace(/\D/g, "").length === 13;
}

function isWithin(value: object, key: string, levels: number): boolean {
  if (Array.isArray(value)) return value.some((each) => isIn(each, key, levels));
  for (const name in value) {
    if (holdsCardNumber(name) || isIn((value as Record<string, unknown>)[name], name, levels)) return true;
  }
  return false;
}
