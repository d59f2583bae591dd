import { expect, test } from "@jest/globals";
import { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import { cartWith, customer, guest, placement, product, staff, unique } from "../src/world.ts";

/** Texts that went wrong somewhere, once. */
const oddTexts = [
  "🦊 café ✓",
  "مرحبا ‮exe.txt",
  "'; DROP TABLE orders; --",
  `"><script>alert(1)</script>`,
  "{{7*7}} #{7*7} %s %n",
  "\ud800",
  "a".repeat(100_000),
];

export const badInput = scenario("bad input", (platform) => {
  test.each([
    ["no JSON", "{"],
    ["no query", {}],
    ["an empty query", { query: "" }],
    ["a syntax error", { query: "{ products(" }],
    ["an unknown field", { query: "{ secrets }" }],
    ["a wrong type", { query: `{ products(first: "many") { pageInfo { hasNextPage } } }` }],
    ["a missing variable", { query: "query($id: ID!) { order(id: $id) { id } }" }],
    ["too deep", { query: `{ me ${"{ cart { lines { variant { product ".repeat(30)}{ id }${" } } } }".repeat(30)} }` }],
    [
      "too many aliases",
      { query: `{ ${Array.from({ length: 500 }, (_, index) => `a${index}: me { id }`).join(" ")} }` },
    ],
    ["too many tokens", { query: `{ ${"me { id } ".repeat(20_000)} }` }],
    ["a huge body", { query: `{ product(slug: "${"x".repeat(5_000_000)}") { id } }` }],
  ])("%s is answered with its error, never as our fault", async (_what, body) => {
    const answer = await guest(platform()).post(body as object);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer.errors)).not.toMatch(/at .*\.(ts|js):\d+|node_modules/);
  });

  test.each([0, -1, 1_000_000_000])("a quantity of %p is refused with its place", async (quantity) => {
    const teapot = await product(platform(), { onHand: 1 });
    const refused = await guest(platform()).ask("AddCartLines", {
      input: { lines: [{ variantId: teapot.variantId, quantity }] },
    });
    expect(refused.__typename).toBe("InvalidInput");
    expect(refused.path).toEqual(expect.arrayContaining(["quantity"]));
  });

  test("a quantity of 1.5 is no integer", async () => {
    const answer = await guest(platform()).send("AddCartLines", {
      input: { lines: [{ variantId: unique(), quantity: 1.5 }] },
    });
    expect(answer.errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    expect(answer.status).toBeLessThan(500);
  });

  test.each(["", "x", "../../etc/passwd", "00000000-0000-0000-0000-000000000000", "💥", "A".repeat(10_000)])(
    "the id %p is nobody's",
    async (id) => {
      const shopper = guest(platform());
      expect(await shopper.ask("Cart", { id })).toBeNull();
      expect(await shopper.ask("Order", { id })).toBeNull();
      expect((await shopper.ask("PlaceOrder", { input: placement(id) })).__typename).toBe("CartNotFound");
      const cancel = { idempotencyKey: unique(), orderId: id, reason: "none" };
      expect((await shopper.ask("CancelOrder", { input: cancel })).__typename).toBe("OrderNotFound");
    },
  );

  test.each([0, 101, -5])("a page of %p is refused", async (first) => {
    const answer = await guest(platform()).send("ProductList", { first });
    expect(answer.errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  test("a tampered cursor is refused", async () => {
    const shopper = guest(platform());
    const { pageInfo } = await shopper.ask("ProductList", { first: 1 });
    for (const after of [
      "x",
      `${pageInfo.endCursor}x`,
      pageInfo.endCursor.slice(2),
      Buffer.from("[1]").toString("base64url"),
    ]) {
      const answer = await shopper.send("ProductList", { first: 1, after });
      expect(answer.errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    }
    // A cursor of another order is no cursor of this one.
    const other = await shopper.send("ProductList", { first: 1, after: pageInfo.endCursor, sort: "TITLE" });
    expect(other.errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  test("expired, forged and unsigned tokens are refused", async () => {
    const { session } = await customer(platform());
    const [header, payload, signature] = session.accessToken.split(".");
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    for (const token of [
      "nonsense",
      `${header}.${encode({ ...claims, roles: ["ADMIN"] })}.${signature}`,
      `${encode({ alg: "none", typ: "at+jwt" })}.${payload}.`,
      `${encode({ alg: "HS256", typ: "at+jwt" })}.${payload}.${signature}`,
    ]) {
      const answer = await new GraphClient(platform(), token).send("Me");
      expect(answer.errors[0]?.extensions?.code).toBe("UNAUTHENTICATED");
      expect(answer.status).toBeLessThan(500);
    }
  });

  test.each(oddTexts)("the text %j does no harm wherever a text goes", async (text) => {
    const shopper = guest(platform());
    const teapot = await product(platform(), { onHand: 1 });
    const cartId = await cartWith(shopper, teapot.variantId);
    const address = { fullName: text, line1: text, city: text, postalCode: text, countryCode: "US" };
    const admin = await staff(platform());
    const answers = await Promise.all([
      shopper.send("ProductPage", { slug: text }),
      shopper.send("ProductList", { first: 5, filter: { category: text, brand: [text] } }),
      shopper.send("ApplyDiscountCode", { input: { cartId, code: text } }),
      shopper.send("CheckoutQuote", { input: { cartId, shippingAddress: address } }),
      shopper.send("Register", { input: { email: text, password: text, displayName: text } }),
      shopper.send("Login", { input: { email: text, password: text } }),
      shopper.send("RefreshSession", { input: { refreshToken: text } }),
      shopper.send("Logout", { input: { refreshToken: text } }),
      shopper.send("PlaceOrder", { input: placement(cartId, { idempotencyKey: text, shippingMethodId: text }) }),
      admin.send("CreatePromotion", { input: { code: text, kind: "FREE_SHIPPING" } }),
      admin.send("SetStock", { input: { idempotencyKey: text, sku: text, warehouseId: text, onHand: 1 } }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(500);
      for (const error of answer.errors) expect(error.extensions?.code).toBe("BAD_USER_INPUT");
    }
  });

  test("U+0000 is refused as bad input", async () => {
    const shopper = guest(platform());
    for (const answer of [
      await shopper.send("Register", { input: { email: "a\u0000@example.com", password: "x", displayName: "x" } }),
      await shopper.send("ProductPage", { slug: "a\u0000" }),
      await shopper.post({ query: `{ product(slug: "\\u0000") { id } }` }),
    ]) {
      expect(answer.status).toBeLessThan(500);
      expect(answer.errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    }
  });

  test("what is stored comes back as it was sent, and HTML comes back harmless", async () => {
    const admin = await staff(platform());
    const sku = `SKU-${unique()}`;
    const title = `🫖 Théière « مرحبا » '); DROP TABLE products; -- ${sku}`;
    const saved = await admin.ask("CreateProduct", {
      input: {
        title,
        description: `<p>Fine</p><script>alert(1)</script><img src=x onerror=alert(2)>`,
        options: [],
        variants: [{ sku, options: [], price: { amount: 100, currency: "USD" } }],
      },
    });
    const page = await guest(platform()).ask("ProductPage", { slug: saved.product.slug });
    expect(page.title).toBe(title);
    expect(page.description).toContain("Fine");
    expect(page.description).not.toMatch(/<script|onerror/);
  });
});
