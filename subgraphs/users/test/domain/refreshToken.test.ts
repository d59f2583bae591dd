import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { encodeRefreshToken, refreshSecretBytes, refreshTokenKey } from "../../src/domain/refreshToken.ts";

describe("a refresh token", () => {
  it("leads back to its user, and is known by a hash that no other token has", () => {
    const userId = randomUUID();
    const first = refreshTokenKey(encodeRefreshToken(userId, randomBytes(refreshSecretBytes)));
    const second = refreshTokenKey(encodeRefreshToken(userId, randomBytes(refreshSecretBytes)));
    expect(first?.userId).toBe(userId);
    expect(first?.tokenHash).toHaveLength(32);
    expect(first?.tokenHash).not.toEqual(second?.tokenHash);
  });

  it("is nothing else than what was given out, to the last character", () => {
    const token = encodeRefreshToken(randomUUID(), randomBytes(refreshSecretBytes));
    for (const other of [`${token}=`, ` ${token}`, token.slice(1), token.slice(0, -1), `${token}A`, ""]) {
      expect(refreshTokenKey(other)).toBeNull();
    }
    fc.assert(fc.property(fc.string({ maxLength: 63 }), (text) => expect(refreshTokenKey(text)).toBeNull()));
  });
});
