/**
 * Whether a text may be a provider's token of a payment method. What holds as many digits in a row as a card's number
 * has is refused, separators or not: orders keep the token, and a card's number is kept nowhere.
 */
export function isPaymentToken(text: string): boolean {
  return /^[\w-]{1,255}$/.test(text) && /[a-z]/i.test(text) && !/\d{12}/.test(text.replaceAll(/[-_]/g, ""));
}
