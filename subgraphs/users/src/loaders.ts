import DataLoader from "dataloader";
import type { Address } from "./domain/address.ts";
import type { User } from "./domain/user.ts";
import type { Ports } from "./ports.ts";

/** Reads of one request, gathered: each is one statement, however many ask. */
export interface Loaders {
  readonly userById: DataLoader<string, User | null>;
  readonly addressesByUserId: DataLoader<string, Address[]>;
}

export function createLoaders({ store }: Pick<Ports, "store">): Loaders {
  return {
    userById: new DataLoader(async (ids) => {
      const users = new Map((await store.users.byIds(ids)).map((user) => [user.id, user]));
      return ids.map((id) => users.get(id) ?? null);
    }),
    addressesByUserId: new DataLoader(async (userIds) => {
      const books = Map.groupBy(await store.addresses.byUserIds(userIds), (address) => address.userId);
      return userIds.map((userId) => books.get(userId) ?? []);
    }),
  };
}
