import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeFulfilmentId, decodeOrderId, encodeFulfilmentId, encodeOrderId } from "../../src/domain/orderId.ts";
import { readOrderNumber, toOrderNumber } from "../../src/domain/orderNumber.ts";

const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
});

describe("an opaque id", () => {
  test("of an order leads back to its buyer and row, and is no longer than a token", () => {
    fc.assert(
      fc.property(uuid, uuid, (buyerId, id) => {
        const opaque = encodeOrderId({ buyerId, id });
        expect(opaque).toMatch(/^[\w-]{43}$/);
        expect(decodeOrderId(opaque)).toEqual({ buyerId, id });
        expect(decodeFulfilmentId(opaque)).toBeNull();
      }),
    );
  });

  test("of a parcel leads back to its order and row", () => {
    fc.assert(
      fc.property(uuid, uuid, uuid, (buyerId, id, fulfilment) => {
        const key = { order: { buyerId, id }, id: fulfilment };
        expect(decodeFulfilmentId(encodeFulfilmentId(key))).toEqual(key);
        expect(decodeOrderId(encodeFulfilmentId(key))).toBeNull();
      }),
    );
  });

  test("has one spelling; any other text is nobody's", () => {
    fc.assert(
      fc.property(uuid, uuid, fc.string(), (buyerId, id, noise) => {
        const opaque = encodeOrderId({ buyerId, id });
        const others = [noise, `${opaque}=`, ` ${opaque}`, `${opaque}\n`, opaque.slice(1), opaque + opaque];
        for (const other of others) expect(decodeOrderId(other)).toBeNull();
        // The last character holds four bits of the id and two that must be zero.
        const last = opaque.at(-1)!;
        const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        const sibling = alphabet[alphabet.indexOf(last) + 1]!;
        expect(decodeOrderId(opaque.slice(0, -1) + sibling)).toBeNull();
      }),
    );
  });
});

describe("an order's number", () => {
  const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 });

  test("has ten characters that nobody misreads, and is read back however it is typed", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = toOrderNumber(random);
        expect(number).toMatch(/^A-[0-9ABCDEFGHJKMNPQRSTVWXYZ]{10}$/);
        expect(readOrderNumber(number)).toBe(number);
        expect(readOrderNumber(` ${number.toLowerCase().replace("-", " ")} `)).toBe(number);
        expect(readOrderNumber(number.slice(2).replaceAll("1", "l").replaceAll("0", "o"))).toBe(number);
      }),
    );
  });

  test("uses fifty bits of what it is given", () => {
    expect(toOrderNumber(new Uint8Array(7).fill(255))).toBe("A-ZZZZZZZZZZ");
    expect(toOrderNumber(new Uint8Array(7))).toBe("A-0000000000");
    expect(() => toOrderNumber(new Uint8Array(6))).toThrow(RangeError);
  });
});
