import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  apiKeyPlace,
  apiKeySecretHash,
  apiKeyText,
  isSecretHash,
  parseApiKeyScopes,
  publicApiKeyId,
} from "../../src/domain/apiKey.ts";

describe("an API key", () => {
  const place = { ownerId: randomUUID(), id: randomUUID() };

  it("begins with what scanners look for, and is one word to whoever selects it", () => {
    expect(apiKeyText(place, "ab".repeat(32))).toMatch(/^angidi_[0-9a-f]{64}_[0-9a-f]{64}$/);
  });

  it("has an id that leads to its owner, and no other text does", () => {
    const publicId = publicApiKeyId(place);
    expect(apiKeyPlace(publicId)).toEqual(place);
    for (const other of [publicId.slice(1), `${publicId}0`, publicId.toUpperCase(), ` ${publicId}`, place.id, ""]) {
      if (other !== publicId) expect(apiKeyPlace(other)).toBeNull();
    }
    fc.assert(fc.property(fc.string({ maxLength: 63 }), (text) => expect(apiKeyPlace(text)).toBeNull()));
  });

  it("is known by the hash of its secret alone", () => {
    const stored = apiKeySecretHash("secret");
    expect(isSecretHash(stored.toString("hex"), stored)).toBe(true);
    for (const other of ["secret", "", apiKeySecretHash("other").toString("hex"), `${stored.toString("hex")}00`]) {
      expect(isSecretHash(other, stored)).toBe(false);
    }
  });

  it("has scopes each once, and no text that is none", () => {
    expect(parseApiKeyScopes(["orders:read", "inventory:write", "orders:read"])).toEqual([
      "inventory:write",
      "orders:read",
    ]);
    for (const none of ["*", "orders", "orders:*", "Orders:read", "orders:read ", ""]) {
      expect(parseApiKeyScopes([none])).toBeNull();
    }
  });
});
