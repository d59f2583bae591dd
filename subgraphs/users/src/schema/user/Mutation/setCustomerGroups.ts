import { maximumGroups } from "../../../domain/customerGroups.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type SetCustomerGroupsResult, setCustomerGroups as set } from "../../../usecases/setCustomerGroups.ts";
import { refusal } from "../../userErrors.ts";

export const setCustomerGroups: MutationResolvers["setCustomerGroups"] = async (_parent, { input }, { ports }) =>
  toSetCustomerGroupsResult(await set(ports, input));

function toSetCustomerGroupsResult(result: SetCustomerGroupsResult): ResolversTypes["SetCustomerGroupsResult"] {
  switch (result.kind) {
    case "set":
      return { __typename: "CustomerGroupsSet", user: result.user };
    case "invalid-groups": {
      const form = "lower-case letters, digits and hyphens, 32 characters at most";
      return refusal("InvalidInput", `At most ${maximumGroups} groups, each with a code of ${form}.`, ["groups"]);
    }
    case "not-found":
      return refusal("UserNotFound", "There is no such user.", ["userId"]);
  }
}
