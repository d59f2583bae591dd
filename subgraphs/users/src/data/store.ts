import type { Database, Queryable } from "@angidi/datastores";
import type { UserRegistered, UserVerificationRequested } from "@angidi/event-contracts";
import { publish } from "@angidi/events";
import { lockoutPolicy } from "../domain/lockout.ts";
import { type AddressRepository, addressesOn } from "./addresses.ts";
import { type ApiKeyRepository, apiKeysOn } from "./apiKeys.ts";
import { type EmailVerificationRepository, emailVerificationsOn } from "./emailVerifications.ts";
import { type SessionRepository, sessionsOn } from "./sessions.ts";
import { type SignInFailureRepository, signInFailuresOn } from "./signInFailures.ts";
import { type SigningKeyRepository, signingKeysOn } from "./signingKeys.ts";
import { type UserRepository, usersOn } from "./users.ts";

/** All that users keeps. */
export interface Repositories {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly addresses: AddressRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly emailVerifications: EmailVerificationRepository;
  readonly signInFailures: SignInFailureRepository;
  readonly signingKeys: SigningKeyRepository;
}

/** The same within one transaction, and events that are published if it commits. */
export interface StoreTransaction extends Repositories {
  publish(event: UserRegistered | UserVerificationRequested): Promise<void>;
}

export interface Store extends Repositories {
  /** Runs `work` in one transaction; it may run again after a deadlock, so it has no effects elsewhere. */
  transaction<T>(work: (store: StoreTransaction) => Promise<T>): Promise<T>;
}

/** The store on PostgreSQL. */
export function openStore(database: Database): Store {
  return {
    ...repositoriesOn(database),
    transaction: (work) =>
      database.transaction((transaction) =>
        work({ ...repositoriesOn(transaction), publish: (event) => publish(transaction, [event]) }),
      ),
  };
}

function repositoriesOn(queryable: Queryable): Repositories {
  return {
    users: usersOn(queryable),
    sessions: sessionsOn(queryable),
    addresses: addressesOn(queryable),
    apiKeys: apiKeysOn(queryable),
    emailVerifications: emailVerificationsOn(queryable),
    signInFailures: signInFailuresOn(queryable, lockoutPolicy),
    signingKeys: signingKeysOn(queryable),
  };
}
