import { parseEmail } from "@angidi/contact";
import { ConfigurationError } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import { accessTo, seesAddresses } from "../../src/domain/access.ts";
import { isIdempotencyKey } from "../../src/domain/idempotencyKey.ts";
import { paymentStatusAfterRefund } from "../../src/domain/paymentStatus.ts";
import { pauseAfter } from "../../src/domain/retryPolicy.ts";
import { paymentStatusAfterUndo, statusAfterUndo, type UndoReason } from "../../src/domain/undoReason.ts";

test.each([
  ["ada", "ada", false, "owner", true],
  ["ada", "ada", true, "owner", true],
  ["ada", "bob", false, "none", false],
  ["ada", null, false, "none", false],
  ["ada", "cleo", true, "staff", true],
  [null, null, false, "holder", false],
  [null, "bob", false, "holder", false],
  [null, "cleo", true, "staff", true],
] as const)(
  "the order of %s, in the hands of %s (staff: %s), is %s's",
  (customerId, userId, isStaff, access, addresses) => {
    expect(accessTo({ customerId, claimedBy: null }, { userId, isStaff, mayHold: true })).toBe(access);
    // One that was claimed by its cart is as if it had been placed signed in.
    expect(accessTo({ customerId, claimedBy: customerId && "CART" }, { userId, isStaff, mayHold: true })).toBe(access);
    expect(seesAddresses(access)).toBe(addresses);
  },
);

test.each([
  ["ada", false, "holder"],
  ["bob", false, "holder"],
  [null, false, "holder"],
  ["cleo", true, "staff"],
] as const)(
  "a guest's order that ada claimed by its id alone gives %s (staff: %s) no more than before",
  (userId, isStaff, access) => {
    expect(accessTo({ customerId: "ada", claimedBy: "ORDER_ID" }, { userId, isStaff, mayHold: true })).toBe(access);
  },
);

test.each([
  [{ kind: "CANCELLED", reason: "" }, 0, "CANCELLED", "VOIDED"],
  [{ kind: "CANCELLED", reason: "" }, 5, "CANCELLED", "REFUNDED"],
  [{ kind: "OUT_OF_STOCK", shortages: [] }, 0, "REJECTED", "VOIDED"],
  [{ kind: "TIMED_OUT" }, 0, "REJECTED", "VOIDED"],
  [{ kind: "RESERVATION_EXPIRED" }, 5, "REJECTED", "REFUNDED"],
  [{ kind: "PAYMENT_DECLINED", code: "", message: "" }, 0, "REJECTED", "FAILED"],
  [{ kind: "PAYMENT_ACTION_FAILED", code: "", message: "" }, 0, "REJECTED", "FAILED"],
] as [UndoReason, number, string, string][])(
  "an order undone for %j with %d given back",
  (reason, refunded, status, payment) => {
    expect(statusAfterUndo(reason)).toBe(status);
    expect(paymentStatusAfterUndo(reason, refunded)).toBe(payment);
  },
);

test("a refund leaves the payment in part or not at all", () => {
  expect([0, 1, 100].map((refunded) => paymentStatusAfterRefund({ total: 100, refunded }))).toEqual([
    "CAPTURED",
    "PARTIALLY_REFUNDED",
    "REFUNDED",
  ]);
});

test("pauses grow up to five minutes, and are shorter by up to a half", () => {
  expect([1, 2, 3, 8, 9, 30].map((attempt) => pauseAfter(attempt, 0))).toEqual([2, 4, 8, 256, 300, 300]);
  expect(pauseAfter(3, 0.5)).toBe(6);
  expect(pauseAfter(30, 0.999)).toBeCloseTo(150, 0);
});

test.each(["ada@example.com", " ada+news@mail.example.co.uk ", "用户@例子.广告", "o'neil@example.ie"])(
  "%s is an e-mail address",
  (text) => {
    expect(parseEmail(text)).toBe(text.trim());
  },
);
test.each([
  "",
  "ada",
  "ada@",
  "@example.com",
  "ada@localhost",
  "a b@example.com",
  "ada@exa mple.com",
  "a..b@example.com",
  `${"a".repeat(65)}@example.com`,
  "ada@example.com\nbcc: bob@example.com",
  "<ada@example.com>",
])("%j is none", (text) => {
  expect(parseEmail(text)).toBeNull();
});

test("an idempotency key is one to 255 printable characters", () => {
  expect(["k", "k".repeat(255), "Schlüssel 🗝️"].map(isIdempotencyKey)).toEqual([true, true, true]);
  expect(["", " ", "k".repeat(256), "a\nb", "a\u0000", "\ud800"].map(isIdempotencyKey)).toEqual(Array(6).fill(false));
});

describe("the configuration", () => {
  const given = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "k".repeat(32) };

  test("has defaults in which the shopper's time ends before the stock's", () => {
    expect(readConfig(given)).toMatchObject({ paymentActionTimeoutSeconds: 900, reservationExpirySeconds: 1_200 });
  });

  test.each([
    [{ PAYMENT_ACTION_TIMEOUT: "1200" }, /PAYMENT_ACTION_TIMEOUT: must be less than RESERVATION_EXPIRY/],
    [{ RESERVATION_EXPIRY: "soon" }, /RESERVATION_EXPIRY/],
    [{ ORDERS_DATABASE_URL: "mysql://localhost" }, /DATABASE_URL/],
    [
      { SERVICE_SIGNING_KEY: "short", PAYMENT_ACTION_TIMEOUT: "-1" },
      /SERVICE_SIGNING_KEY[\s\S]*PAYMENT_ACTION_TIMEOUT/,
    ],
  ])("with %j is refused", (mistake, message) => {
    expect(() => readConfig({ ...given, ...mistake })).toThrow(ConfigurationError);
    expect(() => readConfig({ ...given, ...mistake })).toThrow(message);
  });
});

test("who is shown everybody's orders and may not change them has nothing by knowing an id", () => {
  const support = { userId: "support", isStaff: false, mayHold: false };
  expect(accessTo({ customerId: null, claimedBy: null }, support)).toBe("none");
  expect(accessTo({ customerId: "ada", claimedBy: "ORDER_ID" }, support)).toBe("none");
  expect(accessTo({ customerId: "support", claimedBy: null }, support)).toBe("owner");
});
