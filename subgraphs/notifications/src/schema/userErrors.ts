import type { InvalidInput } from "../domain/refusal.ts";
import type { BrokenTemplate } from "../usecases/saveTemplate.ts";

/** Refusals as the graph tells them. */
export function templateInvalid({ message, path, line, column }: BrokenTemplate) {
  return { __typename: "TemplateInvalid" as const, message, path: [...path], line, column };
}

export function templateNotFound(path: string[]) {
  return { __typename: "TemplateNotFound" as const, message: "There is no such template or version", path };
}

export function toInvalidInput({ message, path }: InvalidInput) {
  return { __typename: "InvalidInput" as const, message, path: [...path] };
}
