import { money } from "@angidi/money";
import type { OrderTerms } from "../../domain/orderTerms.ts";

type Amount = "subtotal" | "discount" | "shipping" | "tax" | "total";
type WithTerms = { readonly terms: OrderTerms; readonly currency: string };
const amount =
  (field: Amount) =>
  ({ terms, currency }: WithTerms) =>
    money(terms[field], currency);

/** The resolvers of what terms cost. */
export const termsAmounts = {
  subtotal: amount("subtotal"),
  discount: amount("discount"),
  shipping: amount("shipping"),
  tax: amount("tax"),
  total: amount("total"),
};
