import { type Caller, CodedError, type Context, defineSubgraph, type Subgraph } from "@angidi/subgraph";

/** What carts was asked to adopt, and on whose behalf. */
export interface Adoption {
  readonly cartId: string;
  readonly userId: string;
  readonly caller: Caller;
}

const sdl = `
type Query { nothing: Boolean }
type Mutation { adoptCart(input: AdoptCartInput!): CartAdopted! @internal(services: ["users"]) @inaccessible }
input AdoptCartInput @inaccessible { cartId: ID! userId: ID! }
type CartAdopted @inaccessible { cartId: ID! }
`;

/** Carts as users sees it: keeps a list of what it was asked; the cart "lost" makes it refuse, "broken" fail. */
export function cartsForTests(signingKey: string): { readonly subgraph: Subgraph; readonly adoptions: Adoption[] } {
  const adoptions: Adoption[] = [];
  const subgraph = defineSubgraph({
    name: "carts",
    schemaFolder: { sdl },
    signingKey,
    ports: {},
    resolvers: {
      Mutation: {
        adoptCart(_: unknown, { input }: { input: { cartId: string; userId: string } }, { caller }: Context) {
          if (input.cartId === "broken") throw new Error("out of order");
          if (input.cartId === "lost") throw new CodedError("BAD_USER_INPUT", "There is no cart lost");
          adoptions.push({ ...input, caller });
          return { cartId: input.cartId };
        },
      },
    },
  });
  return { subgraph, adoptions };
}
