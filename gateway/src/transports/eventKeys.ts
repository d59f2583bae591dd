import type { ExecutionResult } from "graphql";

const key = Symbol("event");
let events = 0;

/** A key that no event has had. */
export function newEventKey(): string {
  events += 1;
  return `event ${events}`;
}

/** Marks a subscriber's own copy as of the event that others have copies of, too. */
export function withEventKey(copy: ExecutionResult, eventKey: string): ExecutionResult {
  return Object.defineProperty(copy, key, { value: eventKey });
}

/** The same for all who were given the same event of a shared subscription. */
export function eventKeyOf(event: ExecutionResult): string {
  return (event as { readonly [key]?: string })[key] ?? newEventKey();
}
