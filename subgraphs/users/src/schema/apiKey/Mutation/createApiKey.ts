import { CodedError, endUserOf, hasScope } from "@angidi/subgraph";
import { type Context, signedInUserId } from "../../../context.ts";
import { mostApiKeys } from "../../../domain/apiKey.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type ApiKeyMaker, type CreateApiKeyResult, createApiKey as create } from "../../../usecases/createApiKey.ts";
import { refusal } from "../../userErrors.ts";

export const createApiKey: MutationResolvers["createApiKey"] = async (_parent, { input }, context) => {
  const maker = makerIn(context);
  const wished = {
    name: input.name,
    ownerId: input.ownerId ?? maker.userId,
    scopes: input.scopes ?? [],
    trustedDocumentsOnly: input.trustedDocumentsOnly ?? true,
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
  };
  return toCreateApiKeyResult(await create(context.ports, maker, wished));
};

/** Whoever makes a key has signed in: a key that was stolen makes no other, which would outlive its revocation. */
function makerIn(context: Context): ApiKeyMaker {
  const { caller } = context;
  const user = endUserOf(caller);
  const userId = signedInUserId(context);
  if (user.kind !== "user" || !user.sessionId) throw new CodedError("FORBIDDEN", "Sign in: a key makes no keys");
  return { userId, isStaff: hasScope(caller, "users:write"), hasScope: (scope) => hasScope(caller, scope) };
}

const complaints = {
  name: "The name must have 1 to 100 characters and no control characters.",
  scopes: "A scope is what and which kind of right, such as orders:read; a key has 50 at most.",
  expiresAt: "The key would have expired already.",
};

function toCreateApiKeyResult(result: CreateApiKeyResult): ResolversTypes["CreateApiKeyResult"] {
  switch (result.kind) {
    case "created":
      return { __typename: "ApiKeyCreated", apiKey: result.key, key: result.text };
    case "invalid":
      return refusal("InvalidInput", complaints[result.field], [result.field]);
    case "exceeds-maker":
      return refusal("ApiKeyExceedsMaker", "The key would have a right that you lack.", [result.field]);
    case "owner-not-found":
      return refusal("UserNotFound", "There is no such user.", ["ownerId"]);
    case "owner-not-partner":
      return refusal("ApiKeyOwnerNotPartner", "API keys are for users with the role PARTNER.", ["ownerId"]);
    case "too-many":
      return refusal("TooManyApiKeys", `An owner has ${mostApiKeys} keys at most. Revoke one first.`, null);
  }
}
