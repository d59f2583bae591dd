import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import {
  anonymous,
  derivedSecret,
  groupsOf,
  type Identity,
  IdentityRefused,
  signIdentity,
  verifyIdentity,
} from "../src/index.ts";

const key = "a signing key of at least thirty-two characters";
const another = "another key, just as long as the first one is";
const ada: Identity = { caller: { kind: "user", userId: "ada", roles: ["CUSTOMER"] }, requestId: "r1" };

describe("a secret that is made of an id", () => {
  test("is the same for whoever has the key, and another for each id, use and key; 128 bits", () => {
    const secret = derivedSecret(key, "use", "id");
    expect(derivedSecret(key, "use", "id")).toBe(secret);
    expect(Buffer.from(secret, "base64url")).toHaveLength(16);
    const others = [
      derivedSecret(key, "use", "other"),
      derivedSecret(key, "other", "id"),
      derivedSecret(another, "use", "id"),
    ];
    expect(new Set([secret, ...others]).size).toBe(4);
  });
});

describe("customer groups", () => {
  const user = { kind: "user", userId: "ada", roles: ["CUSTOMER"], groups: ["vip"] } as const;
  const groupsAfter = (caller: Identity["caller"]) =>
    groupsOf(verifyIdentity(signIdentity({ caller, requestId: "r1" }, key), key).caller);

  test("are signed with the user, whoever calls on their behalf", () => {
    expect(groupsAfter(user)).toEqual(["vip"]);
    expect(groupsAfter({ kind: "service", service: "orders", onBehalfOf: user })).toEqual(["vip"]);
  });

  test("are none for a guest, and in a signature from before there were any", () => {
    expect(groupsAfter(anonymous)).toEqual([]);
    expect(groupsAfter(ada.caller)).toEqual([]);
  });
});

describe("an identity that was verified before", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test("is the same again", () => {
    const token = signIdentity(ada, key);
    expect(verifyIdentity(token, key)).toEqual(ada);
    expect(verifyIdentity(token, key)).toEqual(ada);
  });

  test("is refused with a signature that is not its own", () => {
    const token = signIdentity(ada, key);
    verifyIdentity(token, key);
    const [payload] = token.split(".");
    const forged = [`${payload}.AAAA`, `${payload}.${signIdentity(ada, another).split(".")[1]}`, `${payload}.`];
    for (const tried of forged) expect(() => verifyIdentity(tried, key)).toThrow(IdentityRefused);
  });

  test("is refused under another key", () => {
    const token = signIdentity(ada, key);
    verifyIdentity(token, key);
    expect(() => verifyIdentity(token, another)).toThrow(IdentityRefused);
    expect(verifyIdentity(token, key)).toEqual(ada);
  });

  test("is refused once it has expired", () => {
    const token = signIdentity(ada, key);
    verifyIdentity(token, key);
    jest.advanceTimersByTime(61_000);
    expect(() => verifyIdentity(token, key)).toThrow("expired");
    expect(() => verifyIdentity(token, key)).toThrow("expired");
  });

  test("does not become more than was signed by what a call does to it", () => {
    const token = signIdentity(ada, key);
    const { caller } = verifyIdentity(token, key);
    expect(() => (caller as unknown as { roles: string[] }).roles.push("ADMIN")).toThrow(TypeError);
    expect(verifyIdentity(token, key)).toEqual(ada);
  });
});
