import type { DeadLetter } from "@angidi/events";

/** What resolvers hand down for a type where that is not the type itself. */
export type DeadLetterMapper = DeadLetter;
export type DeadLetterEventMapper = DeadLetter["event"];
