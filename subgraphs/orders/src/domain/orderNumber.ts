/** Crockford's base 32: no I, L, O or U, which people misread or which spell words. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 10;

/** How many random bytes a number is made of: 50 bits are used, so a collision is rare enough to just try again. */
export const orderNumberBytes = 7;

/**
 * The number of an order for people: "A-" and ten characters. Random rather than counted, so that no sequence is needed
 * over all shards and nobody can tell from two numbers how much was sold in between.
 */
export function toOrderNumber(random: Uint8Array): string {
  if (random.length < orderNumberBytes) throw new RangeError(`An order number takes ${orderNumberBytes} bytes`);
  let bits = random.slice(0, orderNumberBytes).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let place = 0; place < length; place++) {
    text = alphabet[Number(bits & 31n)]! + text;
    bits >>= 5n;
  }
  return `A-${text}`;
}

/** A number as people type it, in the form in which it is kept: I and L read as 1, O as 0, any case, any spaces. */
export function readOrderNumber(typed: string): string {
  const text = typed.toUpperCase().replace(/[\s-]/g, "");
  const characters = text.startsWith("A") && text.length === length + 1 ? text.slice(1) : text;
  return `A-${characters.replace(/[IL]/g, "1").replaceAll("O", "0")}`;
}
