import type { Context, Subgraph } from "@angidi/subgraph";
import { subgraph } from "./graph.ts";

/** A subgraph that says who it takes its caller for, and guards some of its fields. */
export function people(): Subgraph {
  return subgraph(
    "people",
    `type Query {
       caller: String!
       secret: String @authenticated
       staffOnly: String @requiresScopes(scopes: [["catalog:write"]])
       for(service: String): String @internal(services: ["orders"]) @inaccessible
       repeat(text: String, times: Int): String
       chain: Link
     }
     type Link { id: ID! next: Link other: Link self: Link }
     type Subscription { mine(times: Int = 1): String @authenticated ticks: Int! }`,
    {
      resolvers: {
        Query: {
          caller: (_: unknown, _arguments: unknown, { caller, requestId }: Context<object>) =>
            JSON.stringify({ caller, requestId }),
          secret: () => "a secret",
          staffOnly: () => "for staff",
          for: () => "for services",
          repeat: (_: unknown, { text, times }: { text: string; times?: number }) => text.repeat(times ?? 1),
          chain: () => ({ id: "1", next: { id: "2" } }),
        },
        Subscription: {
          mine: {
            async *subscribe(_: unknown, { times }: { times: number }, { caller }: Context<object>) {
              for (let time = 0; time < times; time++) yield { mine: JSON.stringify(caller) };
            },
          },
          ticks: {
            async *subscribe() {
              for (let ticks = 1; ; ticks++) {
                yield { ticks };
                await new Promise((resolve) => setTimeout(resolve, 10));
              }
            },
          },
        },
      },
    },
  );
}
