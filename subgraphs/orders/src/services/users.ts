import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { VerifiedEmailQuery, VerifiedEmailQueryVariables } from "../generated/users.ts";
import { type Call, repeatable } from "./call.ts";

/** What orders asks of users. Throws ServiceUnavailable and ServiceRefused. */
export interface Users {
  /** The address of a user who has shown that it is theirs; null for anybody else. */
  verifiedEmail(userId: string, call: Call): Promise<string | null>;
}

const operations = loadOperations(new URL("./users.graphql", import.meta.url));
const verifiedEmail = operation<VerifiedEmailQuery, VerifiedEmailQueryVariables>(operations, "VerifiedEmail");

export function usersBy(client: ServiceClient): Users {
  return {
    async verifiedEmail(userId, call) {
      return (await client.call(verifiedEmail, { userId }, repeatable(call))).verifiedEmail ?? null;
    },
  };
}
