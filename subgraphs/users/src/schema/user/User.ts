import { isId } from "@angidi/datastores";
import { hasScope, userIdOf } from "@angidi/subgraph";
import type { Context } from "../../context.ts";
import type { User as UserEntity } from "../../domain/user.ts";
import type { UserResolvers } from "../../generated/resolvers.ts";

export const User: UserResolvers = {
  addresses: (user, _args, { loaders }) => loaders.addressesByUserId.load(user.id),
};

/** The users that other subgraphs refer to: the caller themselves and, for staff, everybody. */
export async function usersByReference(
  references: readonly { readonly id: string }[],
  { caller, loaders }: Context,
): Promise<(UserEntity | null)[]> {
  const self = userIdOf(caller);
  const isStaff = hasScope(caller, "users:read");
  const visible = (id: string) => isId(id) && (isStaff || id === self);
  return Promise.all(references.map(({ id }) => (visible(id) ? loaders.userById.load(id) : null)));
}
