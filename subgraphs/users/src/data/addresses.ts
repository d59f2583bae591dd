import type { PostalAddress } from "@angidi/contact";
import type { Queryable } from "@angidi/datastores";
import type { Address } from "../domain/address.ts";

export interface AddressRepository {
  /** The address books of several users, each in the order in which its addresses were added. */
  byUserIds(userIds: readonly string[]): Promise<readonly Address[]>;
  /** Locks a user's address book for this transaction and gives its size, or null when there is no such user. */
  lockBook(userId: string): Promise<number | null>;
  /** Adds an address; a book's first becomes the default. */
  insert(address: { userId: string; id: string; postal: PostalAddress; now: Date }): Promise<void>;
  /** The changed address, or null when this user has none of this id. */
  replace(userId: string, id: string, postal: PostalAddress): Promise<Address | null>;
  setDefault(userId: string, id: string): Promise<Address | null>;
  /** False when this user has no address of this id. */
  delete(userId: string, id: string): Promise<boolean>;
}

const columns = `address.id, address.user_id as "userId", address.full_name as "fullName", address.line1, address.line2,
  address.city, address.region, address.postal_code as "postalCode", address.country_code as "countryCode",
  address.phone, users.default_address_id is not distinct from address.id as "isDefault"`;

const valuesOf = (postal: PostalAddress) => [
  postal.fullName,
  postal.line1,
  postal.line2,
  postal.city,
  postal.region,
  postal.postalCode,
  postal.countryCode,
  postal.phone,
];

/** Address books. Every statement names the user whose book it is, so an id alone opens nothing. */
export function addressesOn(queryable: Queryable): AddressRepository {
  return {
    byUserIds: (userIds) =>
      queryable.query<Address>(
        "addresses.byUserIds",
        `select ${columns} from addresses as address join users on users.id = address.user_id
         where address.user_id = any($1::uuid[]) order by address.user_id, address.id`,
        [userIds],
      ),

    async lockBook(userId) {
      const [book] = await queryable.query(
        "addresses.lockBook",
        "select 1 from users where id = $1 for no key update",
        [userId],
      );
      if (!book) return null;
      // A statement of its own: only one begun after the lock was had sees what whoever had it before has added.
      const [count] = await queryable.query<{ size: number }>(
        "addresses.countInBook",
        "select count(*)::int as size from addresses where user_id = $1",
        [userId],
      );
      return count!.size;
    },

    async insert({ userId, id, postal, now }) {
      await queryable.query(
        "addresses.insert",
        `with added as (
           insert into addresses
             (user_id, id, created_at, full_name, line1, line2, city, region, postal_code, country_code, phone)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         )
         update users set default_address_id = $2
         where id = $1 and default_address_id is null and not exists (select from addresses where user_id = $1)`,
        [userId, id, now, ...valuesOf(postal)],
      );
    },

    async replace(userId, id, postal) {
      const [address] = await queryable.query<Address>(
        "addresses.replace",
        `update addresses as address
         set full_name = $3, line1 = $4, line2 = $5, city = $6, region = $7, postal_code = $8, country_code = $9,
           phone = $10
         from users where address.user_id = $1 and address.id = $2 and users.id = address.user_id
         returning ${columns}`,
        [userId, id, ...valuesOf(postal)],
      );
      return address ?? null;
    },

    async setDefault(userId, id) {
      const [address] = await queryable.query<Address>(
        "addresses.setDefault",
        `update users set default_address_id = address.id
         from addresses as address
         where users.id = $1 and address.user_id = $1 and address.id = $2
         returning ${columns}`,
        [userId, id],
      );
      return address ?? null;
    },

    async delete(userId, id) {
      const deleted = await queryable.query(
        "addresses.delete",
        "delete from addresses where user_id = $1 and id = $2 returning 1",
        [userId, id],
      );
      return deleted.length > 0;
    },
  };
}
