import { describe, expect, it } from "@jest/globals";
import { decodeHash } from "../../src/services/passwordHash.ts";
import { argon2Passwords } from "../../src/services/passwords.ts";

describe("passwords", () => {
  const passwords = argon2Passwords();

  it("are hashed by argon2id with OWASP's parameters, each with a salt of its own", async () => {
    const [first, second] = await Promise.all([passwords.hash("angidi-demo"), passwords.hash("angidi-demo")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(second).not.toBe(first);
  });

  it("are recognised, and others are not", async () => {
    const hash = await passwords.hash("angidi-demo");
    expect(await passwords.check("angidi-demo", hash)).toBe("right");
    expect(await passwords.check("angidi-dem0", hash)).toBe("wrong");
    expect(await passwords.check("", hash)).toBe("wrong");
  });

  it("agree with the argon2 reference implementation", async () => {
    // echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1, from the reference implementation's own tests.
    const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await passwords.check("password", reference)).toBe("outdated");
    expect(await passwords.check("passwore", reference)).toBe("wrong");
  });

  it("of nobody are wrong, whatever they are", async () => {
    expect(await passwords.check("angidi-demo", null)).toBe("wrong");
  });

  it("are not taken on in greater number than can be served soon", async () => {
    const small = argon2Passwords({ concurrency: 1, waiting: 2 });
    const hashes = await Promise.all(Array.from({ length: 5 }, () => small.hash("angidi-demo")));
    expect(hashes.filter((hash) => hash === "busy")).toHaveLength(2);
    expect(await small.hash("angidi-demo")).not.toBe("busy");
  });

  it("stored in another form are a fault of the store", () => {
    expect(() => decodeHash("$2b$10$abcdefghijklmnopqrstuv")).toThrow("PHC");
  });
});
