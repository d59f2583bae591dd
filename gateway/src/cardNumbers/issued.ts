/**
 * Beginnings of the card numbers that are issued, by how many digits the number has (ISO/IEC 7812; the schemes' published
 * ranges): Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Maestro, Mir, RuPay, Troy, Dankort,
 * Elo, Verve. Lengths at which a scheme issues hardly any card are left out where other numbers of that length abound.
 */
const issued: Readonly<Record<number, RegExp>> = {
  13: /^4/,
  14: /^3(?:0[0-5]|095|[689])/,
  15: /^3[47]/,
  16: /^(?:4|5[1-5]|22(?:0[0-4]|2[1-9]|[3-9])|2[3-6]|27(?:[01]|20)|3(?:0[0-5]|095|[689]|52[89]|5[3-8])|50(?:18|19|20|38|6|8)|5893|6(?:0|2|304|36|4[4-9]|5|759|76[1-3])|8[12]|9792)/,
  // Decimal ids of 64 bits have 17 to 19 digits; there, other cards are looked for in groups only.
  19: /^(?:62|50(?:18|20|38)|5893|6304|6759|676[1-3])/,
};
const longInGroups = /^(?:4|5[068]|6)/;
const issuedInGroups: Readonly<Record<number, RegExp>> = {
  ...issued,
  17: longInGroups,
  18: longInGroups,
  19: longInGroups,
};

/** Whether a scheme issues cards with a number like these digits, and the check digit is right. */
export function isCardNumber(digits: string, isInGroups: boolean): boolean {
  const ranges = isInGroups ? issuedInGroups : issued;
  return ranges[digits.length]?.test(digits) === true && passesLuhn(digits);
}

/** Luhn's check digit (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const value = place % 2 === 0 ? digit : 2 * digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Whether 13 or 14 digits are a trade item's number (GTIN, EAN): its check digit goes by another rule (GS1, 7.9). */
export function isTradeItemNumber(digits: string): boolean {
  if (digits.length > 14) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    sum += (digits.charCodeAt(digits.length - 1 - place) - 48) * (place % 2 === 0 ? 1 : 3);
  }
  return sum % 10 === 0;
}
