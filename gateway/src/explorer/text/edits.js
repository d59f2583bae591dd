/**
 * What keys do to a text. Each function gets the text and the selection and gives `{ from, to, insert, caret }` – the
 * range that is replaced, by what, and what is selected afterwards – or undefined when the key does what it always does.
 */
const unit = "  ";
const pairs = { "{": "}", "(": ")", "[": "]", '"': '"' };

/** Enter: the indent of the line goes on, one step deeper after an opening bracket. */
export function breakLine(text, start, end) {
  const indent = indentAt(text, start);
  const opens = /[{([]\s*$/.test(text.slice(lineStart(text, start), start));
  const insert = `\n${indent}${opens ? unit : ""}`;
  const caret = [start + insert.length, start + insert.length];
  // Between the halves of a pair, the closing one gets a line of its own.
  const blanks = /^[ \t]*(?=[})\]])/.exec(text.slice(end))?.[0];
  if (!opens || blanks === undefined) return { from: start, to: end, insert, caret };
  return { from: start, to: end + blanks.length, insert: `${insert}\n${indent}`, caret };
}

/** An opening bracket or quote: its other half comes with it, around what is selected. */
export function openPair(text, start, end, key) {
  const closing = pairs[key];
  if (!closing) return undefined;
  if (key === '"') {
    const isInString = (text.slice(lineStart(text, start), start).match(/"/g)?.length ?? 0) % 2 === 1;
    if (start === end && (isInString || /\w/.test(text[start - 1] ?? ""))) return undefined;
  }
  if (start === end && /[\w$"]/.test(text[end] ?? "")) return undefined;
  return { from: start, to: end, insert: key + text.slice(start, end) + closing, caret: [start + 1, end + 1] };
}

/** A closing bracket: steps over one that is there, and takes a step of indent off a line that has nothing else. */
export function closePair(text, start, end, key) {
  if (start !== end || !Object.values(pairs).includes(key)) return undefined;
  if (text[start] === key) return { from: start, to: start, insert: "", caret: [start + 1, start + 1] };
  const before = text.slice(lineStart(text, start), start);
  if (key === '"' || before === "" || before.trim() !== "" || !before.endsWith(unit)) return undefined;
  const from = start - unit.length;
  return { from, to: end, insert: key, caret: [from + 1, from + 1] };
}

/** Backspace between the halves of an empty pair removes both. */
export function deletePair(text, start, end) {
  if (start !== end || start === 0 || pairs[text[start - 1]] !== text[start] || text[start] === undefined)
    return undefined;
  return { from: start - 1, to: start + 1, insert: "", caret: [start - 1, start - 1] };
}

/** Tab and Shift-Tab: lines that are selected move by a step; without a selection, Tab fills up. */
export function shiftLines(text, start, end, isBack) {
  if (start === end && !isBack)
    return { from: start, to: end, insert: unit, caret: [start + unit.length, start + unit.length] };
  return changeLines(text, start, end, (line) => (isBack ? line.replace(/^ {1,2}/, "") : line && unit + line));
}

/** Makes comments of the lines that are selected, or lines of comments again. */
export function toggleComments(text, start, end) {
  const lines = linesOf(text, start, end).filter((line) => line.trim());
  const areComments = lines.length > 0 && lines.every((line) => /^\s*#/.test(line));
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return changeLines(text, start, end, (line) => {
    if (!line.trim()) return line;
    return areComments ? line.replace(/^(\s*)# ?/, "$1") : `${line.slice(0, indent)}# ${line.slice(indent)}`;
  });
}

/** The bracket that belongs to the one beside the cursor: the places of both, or undefined. */
export function matchingBrackets(tokens, offset) {
  const marks = tokens.filter(({ kind, text }) => kind === "mark" && "(){}[]".includes(text));
  const open = [];
  for (const mark of marks) {
    if ("({[".includes(mark.text)) open.push(mark);
    else {
      const other = open.pop();
      if (!other || pairs[other.text] !== mark.text) continue;
      if ([other.start, other.end, mark.start, mark.end].includes(offset)) return [other.start, mark.start];
    }
  }
  return undefined;
}

function changeLines(text, start, end, change) {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const old = text.slice(from, to).split("\n");
  const lines = old.map(change);
  const insert = lines.join("\n");
  const first = Math.max(from, start + lines[0].length - old[0].length);
  return { from, to, insert, caret: start === end ? [first, first] : [first, end + insert.length - (to - from)] };
}

function linesOf(text, start, end) {
  return text.slice(lineStart(text, start), lineEnd(text, end)).split("\n");
}

function indentAt(text, offset) {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))[0];
}

export function lineStart(text, offset) {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

export function lineEnd(text, offset) {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
