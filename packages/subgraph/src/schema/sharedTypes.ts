/**
 * Value types that several subgraphs use in the same form. A subgraph gets those that its own schema mentions, so each
 * is written once; `@shareable` lets any of them answer.
 */
export const sharedTypes: Readonly<Record<string, string>> = {
  MinorUnits: `
"An amount in a currency's minor units (cents for USD, whole yen for JPY): an integer within ±(2^53 − 1)."
scalar MinorUnits`,
  DateTime: `
"An instant in ISO 8601 with a time zone, such as 2026-05-04T12:30:00.000Z."
scalar DateTime`,
  Money: `
"An amount of money."
type Money @shareable @tag(name: "partner") @cost(weight: 0) @cacheControl(inheritMaxAge: true) {
  "In minor units of the currency."
  amount: MinorUnits!
  "ISO 4217, such as USD."
  currency: String!
}`,
  MoneyInput: `
"An amount of money."
input MoneyInput {
  "In minor units of the currency."
  amount: MinorUnits!
  "ISO 4217, such as USD."
  currency: String!
}`,
  PageInfo: `
"Where a page of a list stands in the whole."
type PageInfo @shareable @tag(name: "partner") @cost(weight: 0) @cacheControl(inheritMaxAge: true) {
  "Whether there is more after this page."
  hasNextPage: Boolean!
  "Whether there is more before this page."
  hasPreviousPage: Boolean!
  "The first edge's cursor."
  startCursor: String
  "The last edge's cursor: \`after\` of the next page."
  endCursor: String
}`,
  UserError: `
"An expected refusal of a mutation, in words for the user."
interface UserError {
  "What is the matter, in a sentence."
  message: String!
  "Where in the input, outermost first; null when it is no single place."
  path: [String!]
}`,
  InvalidInput: `
"The input breaks a rule that its types cannot express."
type InvalidInput implements UserError @shareable {
  "What is the matter, in a sentence."
  message: String!
  "Where in the input, outermost first."
  path: [String!]
}`,
  IdempotencyKeyReused: `
"The idempotency key was used before with another input."
type IdempotencyKeyReused implements UserError @shareable {
  "What is the matter, in a sentence."
  message: String!
  "Where in the input, outermost first."
  path: [String!]
}`,
  AddressInput: `
"A postal address."
input AddressInput {
  "Who receives what is sent there."
  fullName: String!
  "Street and number."
  line1: String!
  "Flat, floor, care of."
  line2: String
  "City or town."
  city: String!
  "State, province or county."
  region: String
  "Postal code."
  postalCode: String!
  "ISO 3166-1 alpha-2, such as US."
  countryCode: String!
  "Telephone number for the carrier."
  phone: String
}`,
  PaymentProvider: `
"Who moves the money."
enum PaymentProvider {
  "The embedded provider, which understands Stripe's test payment methods."
  TEST
  "Stripe."
  STRIPE
  "PayPal."
  PAYPAL
}`,
  PaymentStatus: `
"Where the money of an order stands."
enum PaymentStatus {
  "Nothing is decided yet."
  PENDING
  "The shopper has to confirm (3-D Secure)."
  REQUIRES_ACTION
  "The provider holds the money for us."
  AUTHORIZED
  "The money is ours."
  CAPTURED
  "Some of it went back."
  PARTIALLY_REFUNDED
  "All of it went back."
  REFUNDED
  "The provider declined."
  FAILED
  "The hold was let go before any money moved."
  VOIDED
}`,
};
