import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { holdsCardNumber } from "../../src/cardNumbers/text.ts";

/** Numbers for tests that providers publish. */
const published = [
  ...["4242424242424242", "4000056655665556", "4012888888881881", "4222222222222", "5555555555554444"],
  ...["2223003122003222", "2720990000000007", "5105105105105100", "5200828282828210", "378282246310005"],
  ...["371449635398431", "6011111111111117", "6011000990139424", "3056930009020004", "36227206271667"],
  ...["30569309025904", "38520000023237", "6555900000604105", "3566002020360505", "3530111333300000"],
  ...["6200000000000005", "6205500000000000004", "6759649826438453", "2200000000000053", "6304000000000000"],
];

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });

/** The digits with the check digit by which they are a card's number. */
function withCheckDigit(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${payload}${(10 - (sum % 10)) % 10}`;
}

function cardOf(beginning: string, length: number) {
  return digits(length - beginning.length - 1).map((rest) => withCheckDigit(beginning + rest));
}

const card16 = fc
  .constantFrom("4", "51", "55", "2221", "2720", "6011", "65", "644", "3528", "3589", "62", "6759", "2204", "81")
  .chain((beginning) => cardOf(beginning, 16));
const amex = fc.constantFrom("34", "37").chain((beginning) => cardOf(beginning, 15));
const anyCard = fc.oneof(card16, amex, cardOf("62", 19), cardOf("6304", 19));

function inGroups(number: string, sizes: readonly number[], between: string): string {
  const groups: string[] = [];
  let rest = number;
  for (const size of sizes) {
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...groups, rest].filter((group) => group !== "").join(between);
}

describe("a card's number is found", () => {
  test.each(published)("%s", (number) => {
    expect(holdsCardNumber(number)).toBe(true);
  });

  test("wherever it stands in a text, also beside letters", () => {
    const before = fc.constantFrom("", "my card is ", "pm_", "visa:", "Nr.", "card", "«", "12/27 ", "x\n");
    const behind = fc.constantFrom("", " 12/27 123", ", thanks", "!", "\tcvv 123", "-", "z");
    fc.assert(
      fc.property(anyCard, before, behind, (number, prefix, suffix) => {
        expect(holdsCardNumber(prefix + number + suffix)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("in the groups of a card, whatever parts them", () => {
    const between = fc.constantFrom(" ", "-", ".", "_", "/", "  ", " - ", "\n", "\u00a0", "\u2009", "–", "·", "\u200b");
    const sizes = fc.constantFrom([4, 4, 4], [8], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [6]);
    fc.assert(
      fc.property(card16, sizes, between, (number, groups, separator) => {
        expect(holdsCardNumber(`is ${inGroups(number, groups, separator)} 12/27`)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(cardOf("6304", 18), fc.constantFrom(" ", "-"), (number, separator) => {
        expect(holdsCardNumber(inGroups(number, [4, 4, 4, 4], separator))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(amex, between, (number, separator) => {
        expect(holdsCardNumber(inGroups(number, [4, 6], separator))).toBe(true);
      }),
    );
  });

  test("in digits of other scripts and between what cannot be seen", () => {
    const inScript = (zero: number) => (number: string) =>
      [...number].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
    for (const zero of [0xff10, 0x0660, 0x0966, 0x1d7ce]) {
      expect(holdsCardNumber(inScript(zero)("4242424242424242"))).toBe(true);
    }
    expect(holdsCardNumber([..."4242424242424242"].join("\u200b"))).toBe(true);
  });
});

describe("what is something else is let pass:", () => {
  test.each([
    ["digits that are no card's", "4242424242424241"],
    ["too few of them", "424242424242"],
    ["more than a card's number has", "42424242424242424242424"],
    ["a number that no scheme begins", "1234567890123452"],
    ["a date and time", "2026-11-23T06:10:55.123456Z"],
    ["milliseconds since 1970", "1795413055123"],
    ["sizes of shoes", "36 37 38 39 40 41 42 43 44 45 46 47 48"],
    ["prices", "4.99 5.99 6.99 7.99 8.99, 12.49 and 1.299,00"],
    ["an order's number at a market place", "403-1234567-1234567"],
    ["a parcel's number (USPS)", "9400111899223197428490"],
    ["a parcel's number (SSCC)", "00340434161094042557"],
    ["an order's number", "A-7K3M9QX2TB"],
    ["an IBAN", "DE89370400440532013000"],
    ["two telephone numbers", "+49 30 1234567, +49 151 23456789"],
  ])("%s", (_what, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  test("trade items' numbers", () => {
    const gtin = (length: number) =>
      digits(length - 1).map((payload) => {
        const sum = [...payload]
          .reverse()
          .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
        return `${payload}${(10 - (sum % 10)) % 10}`;
      });
    fc.assert(
      fc.property(
        fc.oneof(gtin(8), gtin(12), gtin(13), gtin(14)),
        fc.constantFrom("", "EAN ", "GTIN:"),
        (code, name) => {
          expect(holdsCardNumber(name + code)).toBe(false);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("UUIDs, also those that happen to be all digits", () => {
    const hexadecimal = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 32, maxLength: 32 });
    const decimal = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.oneof(hexadecimal, decimal), fc.constantFrom("", "refund-", "a:"), (hex, before) => {
        expect(holdsCardNumber(before + inGroups(hex, [8, 4, 4, 4], "-"))).toBe(false);
        expect(holdsCardNumber(inGroups(hex, [8, 4, 4, 4], "-").toUpperCase())).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  test("hashes and tokens in hexadecimal and base64url", () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 32 });
    fc.assert(
      fc.property(bytes, (some) => {
        // One without a letter is a number like any other; there is none among so few.
        expect(holdsCardNumber(Buffer.from(some).toString("hex"))).toBe(false);
        expect(holdsCardNumber(Buffer.from(some).toString("base64url"))).toBe(false);
      }),
      { numRuns: 5_000 },
    );
    expect(holdsCardNumber(`a1${"4242424242424242"}f0`)).toBe(false);
  });

  test("telephone numbers in the international form, together or in parts", () => {
    const number = fc.integer({ min: 7, max: 14 }).chain(digits);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), number, (first, rest) => {
        expect(holdsCardNumber(`+${first}${rest}`)).toBe(false);
        expect(holdsCardNumber(`call +${first}${rest.slice(0, 1)} ${rest.slice(1, 4)} ${rest.slice(4)}`)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  test("ids of 64 bits that go by time, for decades", () => {
    // Milliseconds in the upper 42 bits, from the second month of an epoch to its 34th year.
    const id = fc.tuple(fc.integer({ min: 3e9, max: 1.08e12 }), fc.integer({ min: 0, max: 2 ** 22 - 1 }));
    fc.assert(
      fc.property(id, ([milliseconds, rest]) => {
        expect(holdsCardNumber(((BigInt(milliseconds) << 22n) | BigInt(rest)).toString())).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  test("all but one or two in a thousand of the ids that are 64 random bits", () => {
    let refused = 0;
    const runs = 20_000;
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 60n, max: 2n ** 63n - 1n }), (id) => {
        if (holdsCardNumber(id.toString())) refused += 1;
      }),
      { numRuns: runs, seed: 1 },
    );
    expect(refused).toBeLessThan(runs / 400);
  });
});
