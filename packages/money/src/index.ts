export { minorUnitDigits } from "./currency.ts";
export { formatDecimal, NotAnAmount, parseDecimal } from "./decimal.ts";
export {
  add,
  allocate,
  CurrencyMismatch,
  compare,
  isZero,
  type Money,
  money,
  multiply,
  percentage,
  subtract,
  sum,
  zero,
} from "./money.ts";
export { isPaymentToken } from "./paymentToken.ts";
