import { type Group, groupsIn } from "./groups.ts";
import { isCardNumber, isTradeItemNumber } from "./issued.ts";

const fewestDigits = 13;
const mostDigits = 19;

/**
 * Whether a text holds the number of a payment card: 13 to 19 digits, together or in the groups in which cards show them,
 * with the beginning and the check digit of cards that are issued. What looks alike and is something else is let pass: an
 * id (UUID, hexadecimal, decimal of 64 bits), a trade item's number, a telephone number, a fraction. Why, and how often it
 * errs, is in docs/decisions/0030-no-card-numbers.md.
 */
export function holdsCardNumber(text: string): boolean {
  return hasDigits(text) && findsCardNumber(text);
}

/** Whether there may be digits enough with no letter between them: what nearly every text is let pass by. */
function hasDigits(text: string): boolean {
  const { length } = text;
  if (length < fewestDigits) return false;
  let digits = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 64) {
      // Other scripts have digits, too.
      if (code > 127) return hasDigitsOfAnyScript(text);
      if (code !== underscore) digits = 0;
    } else if (code > 47 && code < 58) {
      digits += 1;
      if (digits === fewestDigits) return true;
    }
  }
  return false;
}

const underscore = 95;

function hasDigitsOfAnyScript(text: string): boolean {
  return (text.match(/\p{Nd}/gu)?.length ?? 0) >= fewestDigits;
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function findsCardNumber(given: string): boolean {
  const text = plain(given).replace(uuids, "#");
  for (const chain of groupsIn(text)) {
    for (let first = 0; first < chain.length; first++) if (startsCardNumber(text, chain, first)) return true;
  }
  return false;
}

/** In digits of ASCII, without what cannot be seen. */
function plain(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text;
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, digitOf);
}

/** Unicode has the ten digits of a script in a row, after something that is no digit. */
function digitOf(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 128) return character;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Whether this group and those behind it are a card's number, in groups as cards show them. */
function startsCardNumber(text: string, chain: readonly Group[], first: number): boolean {
  const { start, end } = chain[first]!;
  const size = end - start;
  if (size >= fewestDigits) return isCardNumberByItself(text, chain[first]!);
  if (size === 1) return isSpelled(text, chain, first);

  let digits = text.slice(start, end);
  const sizes = [size];
  for (let next = first + 1; next < chain.length; next++) {
    const group = chain[next]!;
    sizes.push(group.end - group.start);
    if (!beginCardGroups(sizes)) return false;
    digits += text.slice(group.start, group.end);
    if (digits.length > mostDigits) return false;
    if (digits.length >= fewestDigits && areCardGroups(sizes) && isCardNumber(digits, true)) return true;
  }
  return false;
}

/** By four, as American Express (4-6-5), Diners Club (4-6-4) and others do, in halves, or the issuer (6) first. */
const otherGroups = ["4-6-5", "4-6-4", "4-3-3-3", "4-5-6", "8-8", "6-9", "6-10", "6-11", "6-12", "6-13"];
const beginnings = new Set(otherGroups.flatMap((groups) => [groups, groups.slice(0, groups.lastIndexOf("-"))]));
const wholes = new Set(otherGroups);

function areCardGroups(sizes: readonly number[]): boolean {
  return areByFour(sizes) || wholes.has(sizes.join("-"));
}

function beginCardGroups(sizes: readonly number[]): boolean {
  return areByFour(sizes) || beginnings.has(sizes.join("-")) || sizes.join("-") === "4-3";
}

function areByFour(sizes: readonly number[]): boolean {
  for (let index = 0; index < sizes.length - 1; index++) if (sizes[index] !== 4) return false;
  return sizes.at(-1)! <= 5;
}

/** Whether digits that stand one by one, up to the next that do not, are a card's number. */
function isSpelled(text: string, chain: readonly Group[], first: number): boolean {
  const isSingle = (group: Group | undefined) => group !== undefined && group.end - group.start === 1;
  if (isSingle(chain[first - 1])) return false;
  let digits = "";
  for (let next = first; isSingle(chain[next]); next++) {
    digits += text[chain[next]!.start];
    if (digits.length > mostDigits) return false;
  }
  return isCardNumber(digits, true);
}

/** Whether digits in one row are a card's number, and nothing else as far as can be seen. */
function isCardNumberByItself(text: string, { start, end }: Group): boolean {
  if (end - start > mostDigits) return false;
  const digits = text.slice(start, end);
  if (!isCardNumber(digits, false) || isTradeItemNumber(digits)) return false;
  const before = text[start - 1];
  // A telephone number (E.164 has 15 digits at most), or the fraction of a number.
  if (before === "+" && digits.length <= 15) return false;
  if (before === "." && /\d/.test(text[start - 2] ?? "")) return false;
  return !isInHexadecimal(text, start, end);
}

/** Longer words are no hashes. */
const longestWord = 256;

/** Whether the word around the digits is hexadecimal and has letters, as hashes and tokens do. */
function isInHexadecimal(text: string, start: number, end: number): boolean {
  const before = /[0-9a-z]*$/i.exec(text.slice(Math.max(0, start - longestWord), start))![0];
  const behind = /^[0-9a-z]*/i.exec(text.slice(end, end + longestWord))![0];
  return /^[0-9a-f]+$/i.test(before + behind);
}
