import { readFileSync } from "node:fs";
import type { ExplorerExample } from "@angidi/gateway";
import { demoPassword } from "./demoAccounts.ts";

const shippingAddress = {
  fullName: "Cleo Customer",
  line1: "1 Market Street",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};

/** The operations of schema/operations, with variables that fit the demo store as far as they can be known. */
export function explorerExamples(): readonly ExplorerExample[] {
  return [
    { name: "Look around", document: operations("browse"), variables: { first: 5, slug: "a slug from the list" } },
    {
      name: "Sign in",
      document: operations("account"),
      variables: { email: "customer@angidi.test", password: demoPassword },
    },
    {
      name: "Buy something",
      document: operations("first-order"),
      variables: { variantId: "an id from SomethingToBuy", cartId: "", shippingAddress, orderId: "" },
    },
    {
      name: "Read the catalogue as a partner",
      document: operations("partner"),
      variables: { first: 20, query: "lamp" },
    },
    {
      name: "Send an order as staff",
      document: operations("staff"),
      variables: { orderId: "", key: "a-key-of-your-own" },
    },
  ];
}

function operations(name: string): string {
  return readFileSync(new URL(`../../../schema/operations/${name}.graphql`, import.meta.url), "utf8");
}
