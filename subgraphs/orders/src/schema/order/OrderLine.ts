import { money } from "@angidi/money";
import type { OrderLineResolvers } from "../../generated/resolvers.ts";
import { inMoney } from "../explanation/amounts.ts";
import type { OrderLineMapper } from "../mappers.ts";

const amount = (field: "unitPrice" | "discount" | "total" | "tax") => (line: OrderLineMapper) =>
  money(line[field], line.currency);

export const OrderLine: OrderLineResolvers = {
  variant: ({ variantId, sku }) => ({ id: variantId, sku }),
  unitPrice: amount("unitPrice"),
  discount: amount("discount"),
  total: amount("total"),
  tax: amount("tax"),
  discounts: ({ discounts, currency }) => inMoney(discounts, currency),
  taxes: ({ taxes, currency }) => inMoney(taxes, currency),
};
