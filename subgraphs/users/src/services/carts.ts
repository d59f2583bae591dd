import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { EndUser } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { AdoptCartMutation, AdoptCartMutationVariables } from "../generated/carts.ts";

/** What users asks of carts. */
export interface Carts {
  /**
   * Makes a guest's cart the customer's, merged with their own. Never throws: somebody who cannot have their cart just
   * now can still sign in, and the cart's id still opens it.
   */
  adopt(cartId: string, owner: EndUser & { kind: "user" }, requestId: string): Promise<void>;
}

const operations = loadOperations(new URL("./carts.graphql", import.meta.url));
const adoptCart = operation<AdoptCartMutation, AdoptCartMutationVariables>(operations, "AdoptCart");

/** How long each attempt may take, in milliseconds: somebody who signs in waits for three of them at most. */
const deadlineMilliseconds = 1_000;

/** The carts subgraph. */
export function cartsService(client: ServiceClient, log: Logger): Carts {
  return {
    async adopt(cartId, owner, requestId) {
      try {
        const input = { cartId, userId: owner.userId };
        const options = { caller: owner, requestId, deadlineMilliseconds, idempotent: true };
        await client.call(adoptCart, { input }, options);
      } catch (error) {
        // The error's text may hold the cart's id, which is a capability; its name and code say enough.
        const { name, code } = error as { name?: string; code?: string };
        log.warn({ requestId, userId: owner.userId, error: name, code }, "A cart could not be adopted at sign-in");
      }
    },
  };
}
