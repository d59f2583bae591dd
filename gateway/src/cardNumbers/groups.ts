/** Digits in a row: where they begin and where they have ended. */
export interface Group {
  readonly start: number;
  readonly end: number;
}

/** How many characters may stand between two groups of one number, such as " - ". */
const longestGap = 3;

/** The groups of digits in a text, in chains of those that only separators stand between. */
export function* groupsIn(text: string): Generator<readonly Group[]> {
  let chain: Group[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index++) {
    const code = text.charCodeAt(index);
    const isDigit = code > 47 && code < 58;
    if (isDigit && start < 0) {
      const last = chain.at(-1);
      if (last && !isGap(text, last.end, index)) {
        yield chain;
        chain = [];
      }
      start = index;
    } else if (!isDigit && start >= 0) {
      chain.push({ start, end: index });
      start = -1;
    }
  }
  if (chain.length > 0) yield chain;
}

function isGap(text: string, start: number, end: number): boolean {
  if (end - start > longestGap) return false;
  for (let index = start; index < end; index++) if (!isSeparator(text.charCodeAt(index))) return false;
  return true;
}

/** White space, dashes, dots, strokes. A comma is none: it stands between numbers. */
function isSeparator(code: number): boolean {
  switch (code) {
    case 0x09:
    case 0x0a:
    case 0x0d:
    case 0x20:
    case 0x2d: // -
    case 0x2e: // .
    case 0x2f: // /
    case 0x5f: // _
    case 0xb7: // ·
    case 0x2212: // −
      return true;
    default:
      return code >= 0x2010 && code <= 0x2015;
  }
}
