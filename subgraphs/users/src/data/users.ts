import type { Queryable } from "@angidi/datastores";
import type { Role } from "@angidi/subgraph";
import type { User } from "../domain/user.ts";

/** A user together with what their password is checked against. */
export interface UserWithPassword {
  readonly user: User;
  readonly passwordHash: string;
}

export interface UserRepository {
  /** The users of these ids, in whatever order; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<readonly User[]>;
  byEmail(email: string): Promise<User | null>;
  withPasswordByEmail(email: string): Promise<UserWithPassword | null>;
  withPasswordById(id: string): Promise<UserWithPassword | null>;
  /** Takes an address for a user; false when another has it. Waits for a registration of the same address to end. */
  claimEmail(email: string, userId: string): Promise<boolean>;
  insert(user: User, passwordHash: string, now: Date): Promise<void>;
  /** The user with the new name, or null when there is none of this id. */
  setDisplayName(id: string, displayName: string): Promise<User | null>;
  setRoles(id: string, roles: readonly Role[]): Promise<User | null>;
  setCustomerGroups(id: string, customerGroups: readonly string[]): Promise<User | null>;
  /** Replaces a password's hash unless another has replaced it since; false then. */
  replacePasswordHash(id: string, change: { from: string; to: string; now: Date }): Promise<boolean>;
}

/** The columns of a User. */
export const userColumns = `users.id, users.email, users.display_name as "displayName", users.roles,
  users.customer_groups as "customerGroups", users.email_verified_at is not null as "emailVerified"`;

/** Users, their e-mail addresses and password hashes. */
export function usersOn(queryable: Queryable): UserRepository {
  async function withPassword(label: string, where: string, key: string): Promise<UserWithPassword | null> {
    const [row] = await queryable.query<User & { passwordHash: string }>(
      label,
      `select ${userColumns}, credentials.password_hash as "passwordHash"
       from users join credentials on credentials.user_id = users.id where ${where}`,
      [key],
    );
    if (!row) return null;
    const { passwordHash, ...user } = row;
    return { user, passwordHash };
  }

  return {
    byIds: (ids) =>
      queryable.query<User>("users.byIds", `select ${userColumns} from users where id = any($1::uuid[])`, [ids]),

    async byEmail(email) {
      const [user] = await queryable.query<User>(
        "users.byEmail",
        `select ${userColumns} from email_addresses join users on users.id = email_addresses.user_id
         where email_addresses.address = $1`,
        [email],
      );
      return user ?? null;
    },

    withPasswordByEmail: (email) =>
      withPassword(
        "users.withPasswordByEmail",
        "users.id = (select user_id from email_addresses where address = $1)",
        email,
      ),

    withPasswordById: (id) => withPassword("users.withPasswordById", "users.id = $1", id),

    async claimEmail(email, userId) {
      const claimed = await queryable.query(
        "users.claimEmail",
        "insert into email_addresses (address, user_id) values ($1, $2) on conflict do nothing returning 1",
        [email, userId],
      );
      return claimed.length > 0;
    },

    async insert(user, passwordHash, now) {
      await queryable.query(
        "users.insert",
        `with inserted as (
           insert into users (id, email, display_name, roles, created_at) values ($1, $2, $3, $4, $5)
         )
         insert into credentials (user_id, password_hash, changed_at) values ($1, $6, $5)`,
        [user.id, user.email, user.displayName, user.roles, now, passwordHash],
      );
    },

    async setDisplayName(id, displayName) {
      const [user] = await queryable.query<User>(
        "users.setDisplayName",
        `update users set display_name = $2 where id = $1 returning ${userColumns}`,
        [id, displayName],
      );
      return user ?? null;
    },

    async setRoles(id, roles) {
      const [user] = await queryable.query<User>(
        "users.setRoles",
        `update users set roles = $2 where id = $1 returning ${userColumns}`,
        [id, roles],
      );
      return user ?? null;
    },

    async setCustomerGroups(id, customerGroups) {
      const [user] = await queryable.query<User>(
        "users.setCustomerGroups",
        `update users set customer_groups = $2 where id = $1 returning ${userColumns}`,
        [id, customerGroups],
      );
      return user ?? null;
    },

    async replacePasswordHash(id, { from, to, now }) {
      const replaced = await queryable.query(
        "users.replacePasswordHash",
        `update credentials set password_hash = $3, changed_at = $4 where user_id = $1 and password_hash = $2
         returning 1`,
        [id, from, to, now],
      );
      return replaced.length > 0;
    },
  };
}
