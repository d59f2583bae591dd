/** Whether a text may be an idempotency key: 1 to 255 printable characters. It is compared as it is, so nothing is trimmed. */
export function isIdempotencyKey(text: string): boolean {
  return (
    text.length >= 1 &&
    text.length <= 255 &&
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) &&
    !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)
  );
}
