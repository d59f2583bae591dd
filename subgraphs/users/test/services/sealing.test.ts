import { describe, expect, it } from "@jest/globals";
import { sealingWith } from "../../src/services/sealing.ts";

const secret = Buffer.from("a private key");

describe("sealing", () => {
  const sealing = sealingWith("a-signing-key-of-at-least-32-characters");

  it("gives back what was sealed, and nothing of it shows", () => {
    const sealed = sealing.seal(secret, "name");
    expect(sealed.includes(secret)).toBe(false);
    expect(sealing.open(sealed, "name")).toEqual(secret);
    expect(sealing.seal(secret, "name")).not.toEqual(sealed);
  });

  it("does not open under another name, with another key, or what was changed", () => {
    const sealed = sealing.seal(secret, "name");
    expect(sealing.open(sealed, "other")).toBeNull();
    expect(sealingWith("another-signing-key-of-at-least-32-chars").open(sealed, "name")).toBeNull();
    sealed[sealed.length - 1]! ^= 1;
    expect(sealing.open(sealed, "name")).toBeNull();
  });
});
