import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type SetUserRolesResult, setUserRoles as set } from "../../../usecases/setUserRoles.ts";
import { refusal } from "../../userErrors.ts";

export const setUserRoles: MutationResolvers["setUserRoles"] = async (_parent, { input }, { ports, caller }) =>
  toSetUserRolesResult(await set(ports, { ...input, actorId: userIdOf(caller) }));

function toSetUserRolesResult(result: SetUserRolesResult): ResolversTypes["SetUserRolesResult"] {
  switch (result.kind) {
    case "set":
      return { __typename: "UserRolesSet", user: result.user };
    case "would-demote-self":
      return refusal("InvalidInput", "Nobody can take the role ADMIN from themselves.", ["roles"]);
    case "not-found":
      return refusal("UserNotFound", "There is no such user.", ["userId"]);
  }
}
