import { readLine } from "./text.ts";

/** What a mail server takes: 254 octets in all and 64 before the @ (RFC 5321, 4.5.3.1). */
const longest = 254;
const longestLocalPart = 64;

/** An e-mail address, trimmed; null when no mail could be sent there. Case is kept, since this one is only written to. */
export function readEmail(text: string): string | null {
  const address = readLine(text, longest);
  if (address === null || Buffer.byteLength(address) > longest) return null;
  const parts =
    /^([^\s@<>()[\]\\,;:"]+)@((?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63})$/u.exec(
      address,
    );
  if (!parts || Buffer.byteLength(parts[1]!) > longestLocalPart) return null;
  return parts[1]!.split(".").every((atom) => atom !== "") ? address : null;
}
