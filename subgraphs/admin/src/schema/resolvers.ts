import type { Resolvers } from "../generated/resolvers.ts";
import { eventConsumers } from "./consumer/Query/eventConsumers.ts";
import { DeadLetterEvent } from "./deadLetter/DeadLetterEvent.ts";
import { discardDeadLetters } from "./deadLetter/Mutation/discardDeadLetters.ts";
import { redriveDeadLetters } from "./deadLetter/Mutation/redriveDeadLetters.ts";
import { deadLetters } from "./deadLetter/Query/deadLetters.ts";

export const resolvers: Resolvers = {
  Query: { eventConsumers, deadLetters },
  Mutation: { redriveDeadLetters, discardDeadLetters },
  DeadLetterEvent,
};
