/**
 * Whether a text can be a provider's token of a payment method, such as pm_… or a vaulted one. What holds as many digits
 * in a row as a card's number has is refused, separators or not, and so is what holds no letter: no card's number is ever
 * to be taken, kept or logged, however somebody came to send it.
 */
export function isPaymentToken(text: string): boolean {
  return /^[\w-]{1,255}$/.test(text) && /[a-z]/i.test(text) && !/\d{12}/.test(text.replaceAll(/[-_]/g, ""));
}
