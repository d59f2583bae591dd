import { isId } from "@angidi/datastores";
import { CodedError, checkPage, connection, hasScope } from "@angidi/subgraph";
import { signedInUserId } from "../../../context.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { apiKeyCursor, listApiKeys } from "../../../usecases/listApiKeys.ts";

export const apiKeys: QueryResolvers["apiKeys"] = async (_parent, { ownerId: asked, ...page }, context) => {
  checkPage(page);
  const self = signedInUserId(context);
  const ownerId = asked?.toLowerCase() ?? self;
  if (ownerId !== self && !hasScope(context.caller, "users:read")) {
    throw new CodedError("FORBIDDEN", "Your role does not allow this");
  }
  const keys = isId(ownerId) ? await listApiKeys(context.ports, ownerId, page) : [];
  return connection(keys, { ...page, cursorOf: apiKeyCursor });
};
