import { type Neighbour, neighbour } from "./neighbour.ts";

const sdl = `type Query { verifiedEmail(userId: ID!): String @internal(services: ["orders"]) @inaccessible }`;

export interface FakeUsers extends Neighbour {
  /** A user has shown that an address is theirs. */
  verify(userId: string, email: string): void;
}

export function fakeUsers(signingKey: string): FakeUsers {
  const verified = new Map<string, string>();
  const resolvers = {
    Query: { verifiedEmail: (_: unknown, { userId }: { userId: string }) => verified.get(userId) ?? null },
  };
  return {
    ...neighbour("users", sdl, resolvers, signingKey),
    verify: (userId, email) => void verified.set(userId, email),
  };
}
