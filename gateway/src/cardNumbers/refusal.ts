import { GraphQLError } from "graphql";
import { Refusal } from "../pipeline/refusal.ts";

/** What is wrong, without what was sent. */
export function cardNumberRefused(where: string): Refusal {
  const message = `${where} holds what looks like the number of a payment card. Card numbers are never accepted here: have the payment provider's form take them.`;
  return new Refusal([new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } })], { isOfDocument: true });
}
