import type { LettersRefused } from "../../usecases/changeDeadLetters.ts";

/** The type of the graph that each kind of refusal is. */
const typeNames = {
  "invalid-input": "InvalidInput",
  "not-found": "DeadLetterNotFound",
  "not-parked": "DeadLetterNotParked",
} as const;

/** A refusal as the graph tells it. */
export function toUserError({ kind, message, path }: LettersRefused) {
  return { __typename: typeNames[kind], message, path: ["input", ...path] };
}
