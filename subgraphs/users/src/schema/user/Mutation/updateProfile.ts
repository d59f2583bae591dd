import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type UpdateProfileResult, updateProfile as update } from "../../../usecases/updateProfile.ts";
import { invalidDisplayName, noAccount } from "../../userErrors.ts";

export const updateProfile: MutationResolvers["updateProfile"] = async (_parent, { input }, context) =>
  toUpdateProfileResult(await update(context.ports, { ...input, userId: signedInUserId(context) }));

function toUpdateProfileResult(result: UpdateProfileResult): ResolversTypes["UpdateProfileResult"] {
  switch (result.kind) {
    case "updated":
      return { __typename: "ProfileUpdated", user: result.user };
    case "invalid-display-name":
      return invalidDisplayName();
    case "no-account":
      throw noAccount();
  }
}
