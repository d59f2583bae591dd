import { randomUUID } from "node:crypto";
import type { Scenario, Step } from "./scenario.ts";
import type { World } from "./world.ts";

const sorts = ["NEWEST", "PRICE_ASC", "PRICE_DESC", "TITLE"];
const words = ["mug", "lamp", "cotton shirt", "wooden chair", "blue", "bag", "teapot", "runing shoes"];
const prefixes = ["mu", "la", "sh", "ch", "bl", "ba", "te", "ru"];

const shippingAddress = {
  fullName: "Ada Lovelace",
  line1: "12 St James's Square",
  city: "Portland",
  region: "OR",
  postalCode: "97201",
  countryCode: "US",
};

const oneInACart: Step = {
  operation: "AddCartLines",
  variables: ({ variants }, choice) => ({ input: { lines: [{ variantId: variants[choice], quantity: 1 }] } }),
  expects: '"__typename":"CartChanged"',
  keep: ({ addCartLines }, memory) => {
    memory.cartId = addCartLines.cart.id;
  },
};

const quote: Step = {
  operation: "CheckoutQuote",
  variables: (_world, _choice, { cartId }) => ({ input: { cartId, shippingAddress } }),
  expects: '"__typename":"CheckoutQuote"',
  keep: ({ checkoutQuote }, memory) => {
    memory.total = checkoutQuote.total;
  },
};

const place: Step = {
  operation: "PlaceOrder",
  variables: (_world, _choice, { cartId, total }) => ({
    input: {
      idempotencyKey: randomUUID(),
      cartId,
      email: "ada@example.com",
      shippingAddress,
      shippingMethodId: "standard",
      payment: { provider: "TEST", paymentMethod: "pm_card_visa" },
      expectedTotal: total,
    },
  }),
  expects: '"status":"CONFIRMED","paymentStatus":"CAPTURED"',
  keep: ({ placeOrder }, memory) => {
    memory.orderId = placeOrder.order.id;
  },
};

const one = () => 1;
const productsForSale = ({ variants }: World) => variants.length;

/** What is measured, in the order in which it is told. */
export const scenarios: readonly Scenario[] = [
  {
    name: "list-20",
    steps: [
      {
        operation: "ProductList",
        variables: (_world, choice) => ({ first: 20, sort: sorts[choice] }),
        expects: '"inStock":',
      },
    ],
    choices: () => sorts.length,
    budget: 4,
    aim: 250,
  },
  {
    name: "product-page",
    steps: [
      {
        operation: "ProductPage",
        variables: ({ slugs }, choice) => ({ slug: slugs[choice] }),
        expects: '"quantity":',
      },
    ],
    choices: ({ slugs }) => slugs.length,
    budget: 6,
    aim: 400,
  },
  {
    name: "search",
    needs: "searchProducts",
    steps: [
      {
        operation: "Search",
        variables: (_world, choice) => ({ query: words[choice], first: 20 }),
        expects: '"totalCount":',
      },
    ],
    choices: () => words.length,
    budget: 6,
    aim: 200,
  },
  {
    name: "suggestions",
    needs: "searchSuggestions",
    steps: [
      {
        operation: "Suggest",
        variables: (_world, choice) => ({ prefix: prefixes[choice] }),
        expects: '"searchSuggestions":',
      },
    ],
    choices: () => prefixes.length,
    budget: 4,
  },
  { name: "add-to-cart", steps: [oneInACart], choices: productsForSale, budget: 8 },
  { name: "checkout", steps: [oneInACart, quote, place], choices: productsForSale, budget: 45, aim: 40 },
  {
    name: "register",
    steps: [
      {
        operation: "Register",
        variables: () => ({
          input: {
            email: `bench-${randomUUID()}@example.com`,
            password: "a password of the benchmark",
            displayName: "Grace",
          },
        }),
        expects: '"__typename":"Session"',
      },
    ],
    choices: one,
    budget: 8,
  },
  {
    name: "login",
    steps: [
      {
        operation: "Login",
        variables: ({ accounts }, choice) => ({ input: accounts[choice] }),
        expects: '"__typename":"Session"',
      },
    ],
    choices: ({ accounts }) => accounts.length,
    budget: 8,
  },
];
