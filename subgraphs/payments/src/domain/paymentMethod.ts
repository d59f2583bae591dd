/**
 * Whether a text can name a payment method at a provider. What looks like a card's number, or its security code or date, is
 * refused: none is ever to be taken, kept or logged here, however somebody came to send it.
 */
export function isPaymentMethod(text: string): boolean {
  return /^[\w-]{1,255}$/.test(text) && /[a-z]/i.test(text) && !holdsCardNumber(text) && !holdsSecurityCode(text);
}

/** Whether three or four digits follow a name of the code that is printed on cards. */
function holdsSecurityCode(text: string): boolean {
  return /(?:cv[cv]2?|csc|security_?code)[-_]*\d{3,4}(?!\d)/i.test(text);
}

/** Whether 13 to 19 digits in a row pass the check of card numbers; separators do not hide them. */
function holdsCardNumber(text: string): boolean {
  const runs = text.replaceAll(/[-_]/g, "").match(/\d{13,}/g) ?? [];
  return runs.some((digits) => digits.length <= 19 && passesLuhn(digits));
}

/** Luhn's check digit (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
