import { CodedError } from "@angidi/subgraph";
import type { PasswordWeakness } from "../domain/password.ts";

// The refusals that several mutations share, in words for the user.

const weaknesses: Readonly<Record<PasswordWeakness, string>> = {
  TOO_SHORT: "The password must have at least 8 characters.",
  TOO_LONG: "The password must not be longer than 1024 bytes.",
  TOO_COMMON: "This password is among the first that anybody would guess.",
  SAME_AS_EMAIL: "The password must not be the e-mail address.",
};

/** An expected refusal: its type in the schema, in words, and where in the input the matter lies. */
export function refusal<Name extends string>(__typename: Name, message: string, path: string[] | null) {
  return { __typename, message, path };
}

export const weakPassword = (weakness: PasswordWeakness, field: string) =>
  refusal("WeakPassword", weaknesses[weakness], [field]);

export const accountLocked = (lockedUntil: Date) => ({
  ...refusal("AccountLocked", "Too many wrong passwords were tried. Wait a while, then try again.", null),
  lockedUntil,
});

export const tryAgainLater = () =>
  refusal("TryAgainLater", "Too many people sign in at this moment. Try again in a few seconds.", null);

export const invalidDisplayName = () =>
  refusal("InvalidInput", "The name must have 1 to 100 characters and no control characters.", ["displayName"]);

/** A valid token of an account that is no more: no outcome of a mutation, for nobody is signed in. */
export function noAccount(): CodedError {
  return new CodedError("UNAUTHENTICATED", "There is no such account any more");
}
