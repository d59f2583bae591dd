import { isId } from "@angidi/datastores";
import type { DeadLetter, DeadLetterStatus, DeadLetters, LettersChanged } from "@angidi/events";

const mostLetters = 100;

/** Why nothing was done, and to which part of the input that is due. */
export interface LettersRefused {
  readonly kind: "invalid-input" | "not-found" | "not-parked";
  readonly message: string;
  readonly path: readonly string[];
}

type LettersResult = { readonly kind: "changed"; readonly letters: readonly DeadLetter[] } | LettersRefused;

interface Ports<Operation extends keyof DeadLetters> {
  readonly events: { readonly deadLetters: Pick<DeadLetters, Operation> };
}

interface Letters {
  readonly ids: readonly string[];
}

/** Has the letters' groups try them again, all or none. */
export function redriveLetters({ events }: Ports<"requestRedrive">, { ids }: Letters): Promise<LettersResult> {
  return change(ids, events.deadLetters.requestRedrive);
}

/** Gives the letters up for good, all or none. */
export function discardLetters({ events }: Ports<"discard">, { ids }: Letters): Promise<LettersResult> {
  return change(ids, events.deadLetters.discard);
}

async function change(
  ids: readonly string[],
  act: (ids: readonly string[]) => Promise<LettersChanged>,
): Promise<LettersResult> {
  if (ids.length < 1 || ids.length > mostLetters) {
    return { kind: "invalid-input", message: `Name 1 to ${mostLetters} dead letters.`, path: ["ids"] };
  }
  const unlike = ids.findIndex((id) => !isId(id)); // an id that nobody can have
  if (unlike >= 0) return refusal(unlike, null);
  const result = await act(ids);
  return result.kind === "changed" ? result : refusal(ids.indexOf(result.id), result.status);
}

const sentences: Readonly<Record<DeadLetterStatus, string>> = {
  PARKED: "This dead letter is parked.",
  REDRIVING: "This dead letter is being tried again.",
  REDRIVEN: "This dead letter's event has taken effect.",
  SUPERSEDED: "A newer version of what this dead letter's event is about has been handled.",
  DISCARDED: "This dead letter was discarded.",
};

function refusal(index: number, status: DeadLetterStatus | null): LettersRefused {
  const path = ["ids", String(index)];
  return status === null
    ? { kind: "not-found", message: "There is no dead letter with this id.", path }
    : { kind: "not-parked", message: sentences[status], path };
}
