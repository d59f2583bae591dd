import type { SubscriptionResolvers } from "../../../generated/resolvers.ts";
import { type EndedSession, followEndedSessions } from "../../../usecases/followEndedSessions.ts";

export const sessionsEnded: SubscriptionResolvers["sessionsEnded"] = {
  subscribe: (_parent, _arguments, { ports }) => followEndedSessions(ports),
  resolve: (ended: EndedSession[]) => ended,
};
