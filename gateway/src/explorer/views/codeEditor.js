import * as edits from "../text/edits.js";
import { lineEnd, lineStart } from "../text/edits.js";
import { CompletionList } from "./completionList.js";
import { element } from "./elements.js";

let count = 0;

/**
 * An editor of code: a text area, which browsers and screen readers know how to handle, over a coloured copy of its
 * text. Tab indents; after Escape it leaves the editor, as it does elsewhere.
 */
export class CodeEditor {
  #area;
  #copy;
  #numbers;
  #messages;
  #hint;
  #list;
  #colour;
  #problems = [];
  /** What each line looks like that is drawn. */
  #looks = [];
  #leavesByTab = false;
  #isApplying = false;
  #hasComments;
  #onchange;

  /**
   * `colour` gives the tokens of a text, `complete` what may stand at an offset. `onchange` is called after each
   * change, `oncursor` when the cursor moves.
   */
  constructor(place, { label, colour, complete, hasComments = false, onchange, oncursor = () => {} }) {
    const id = `editor-${++count}`;
    this.#colour = colour;
    this.#onchange = onchange;
    this.#hasComments = hasComments;
    this.#area = element("textarea", {
      id,
      spellcheck: false,
      wrap: "off",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-describedby": `${id}-messages editor-help`,
    });
    this.#copy = element("pre", { "aria-hidden": "true" });
    this.#numbers = element("div", { class: "numbers", "aria-hidden": "true" });
    this.#messages = element("ul", { class: "messages", id: `${id}-messages`, "aria-live": "polite" });
    this.#hint = element("div", { class: "hint", hidden: true });
    // What scrolls away is cut off by frames of its own: lists and hints may reach over the editor's edge.
    const frame = element("div", { class: "frame" }, this.#copy);
    const gutter = element("div", { class: "gutter" }, this.#numbers);
    const layers = element("div", { class: "layers" }, frame, this.#area, this.#hint);
    place.append(element("div", { class: "editor" }, gutter, layers), this.#messages);
    this.#list = new CompletionList(this.#area, {
      complete,
      placeOf: (offset) => this.#placeOf(offset),
      insert: (change) => this.#apply(change),
    });
    this.#area.addEventListener("input", () => this.#changed());
    this.#area.addEventListener("scroll", () => this.#follow());
    this.#area.addEventListener("keydown", (event) => this.#key(event));
    this.#area.addEventListener("beforeinput", (event) => this.#typed(event));
    this.#area.addEventListener("blur", () => {
      this.#leavesByTab = false;
      this.#list.close();
    });
    this.#area.addEventListener("mousemove", (event) => this.#hover(event));
    this.#area.addEventListener("mouseleave", () => {
      this.#hint.hidden = true;
    });
    document.addEventListener("selectionchange", () => {
      if (document.activeElement !== this.#area) return;
      this.#draw();
      oncursor(this.cursor);
    });
  }

  get text() {
    return this.#area.value;
  }

  get cursor() {
    return this.#area.selectionStart;
  }

  /** Puts another text in its place; what was there cannot be had back by undoing. */
  load(text) {
    this.#area.value = text;
    this.#area.setSelectionRange(0, 0);
    this.#area.scrollTo(0, 0);
    this.#problems = [];
    this.#list.close();
    this.#draw();
    this.#tellProblems();
  }

  /** Changes the text as if it were typed, so that it can be undone; the cursor goes to `caret`. */
  replace(text, caret = this.cursor) {
    const old = this.text;
    if (text === old) return;
    let from = 0;
    while (from < text.length && from < old.length && text[from] === old[from]) from++;
    let tail = 0;
    while (tail < Math.min(text.length, old.length) - from && text.at(-1 - tail) === old.at(-1 - tail)) tail++;
    const active = document.activeElement;
    this.#apply({
      from,
      to: old.length - tail,
      insert: text.slice(from, text.length - tail),
      caret: [Math.min(caret, text.length), Math.min(caret, text.length)],
    });
    if (active && active !== this.#area && active !== document.body) active.focus();
  }

  /** Puts a text on a line of its own at the cursor. */
  insertLine(text) {
    const { cursor } = this;
    const line = this.text.slice(lineStart(this.text, cursor), lineEnd(this.text, cursor));
    const indent = /^\s*/.exec(line)[0] + (/[{]\s*$/.test(line) ? "  " : "");
    const at = line.trim() ? lineEnd(this.text, cursor) : cursor;
    const insert = line.trim() ? `\n${indent}${text}` : text;
    this.#apply({ from: at, to: at, insert, caret: [at + insert.length, at + insert.length] });
  }

  /** Shows problems at their places and as a list; `{ start, end, message, severity }`. */
  showProblems(problems) {
    this.#problems = problems;
    this.#draw();
    this.#tellProblems();
  }

  focus() {
    this.#area.focus();
  }

  /** Selects a range and brings it into view. */
  reveal(start, end = start) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    const line = this.text.slice(0, start).split("\n").length - 1;
    this.#area.scrollTop = Math.max(0, line * this.#lineHeight() - this.#area.clientHeight / 3);
    this.#draw();
  }

  #apply({ from, to, insert, caret: [start, end] }) {
    this.#area.focus({ preventScroll: true });
    if (from !== to || insert) {
      this.#area.setSelectionRange(from, to);
      // The one way to change a text area that the browser's undo knows of.
      this.#isApplying = true;
      const isDone = insert ? document.execCommand("insertText", false, insert) : document.execCommand("delete");
      this.#isApplying = false;
      if (!isDone) {
        this.#area.setRangeText(insert, from, to);
        this.#changed();
      }
    }
    this.#area.setSelectionRange(start, end);
    this.#list.close();
    this.#draw();
  }

  #changed() {
    this.#problems = [];
    this.#draw();
    this.#onchange(this.text);
  }

  #key(event) {
    if (this.#list.handles(event)) return event.preventDefault();
    const isCommand = event.ctrlKey || event.metaKey;
    const { selectionStart: start, selectionEnd: end } = this.#area;
    let change;
    if (event.key === "Escape") this.#leavesByTab = true;
    else if (event.key === "Tab" && !isCommand && !event.altKey) {
      if (this.#leavesByTab) return;
      change = edits.shiftLines(this.text, start, end, event.shiftKey);
    } else if (event.key === "Enter" && !isCommand) change = edits.breakLine(this.text, start, end);
    else if (event.key === "Backspace" && !isCommand) change = edits.deletePair(this.text, start, end);
    else if (event.key === "/" && isCommand && this.#hasComments) change = edits.toggleComments(this.text, start, end);
    else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      return this.#list.open(true);
    }
    if (event.key !== "Escape" && event.key !== "Shift") this.#leavesByTab = false;
    if (!change) return;
    event.preventDefault();
    this.#apply(change);
  }

  /** Brackets and quotes come in pairs; a name that is begun opens the list of completions. */
  #typed(event) {
    // Some browsers tell of the editor's own changes, too.
    if (this.#isApplying || event.inputType !== "insertText" || !event.data || event.isComposing) return;
    if (event.data.length === 1) {
      const { selectionStart: start, selectionEnd: end } = this.#area;
      const change =
        edits.closePair(this.text, start, end, event.data) ?? edits.openPair(this.text, start, end, event.data);
      if (change) {
        event.preventDefault();
        this.#apply(change);
      }
    }
    if (/^[\w$@.]$/.test(event.data)) setTimeout(() => this.#list.open(false));
    else setTimeout(() => this.#list.refresh());
  }

  /** Colours the text; only lines that look different from before are made anew. */
  #draw() {
    const { text } = this;
    const lines = this.#linesOf(text);
    const looks = lines.map((pieces) => pieces.map(({ classes, piece }) => `${classes}\t${piece}`).join("\n"));
    const old = this.#looks;
    let from = 0;
    while (from < Math.min(old.length, looks.length) && old[from] === looks[from]) from++;
    let tail = 0;
    while (tail < Math.min(old.length, looks.length) - from && old.at(-1 - tail) === looks.at(-1 - tail)) tail++;
    for (let index = old.length - tail - 1; index >= from; index--) this.#copy.children[index].remove();
    const made = lines.slice(from, lines.length - tail).map(lineOf);
    if (from < this.#copy.childElementCount) this.#copy.children[from].before(...made);
    else this.#copy.append(...made);
    this.#looks = looks;
    this.#drawNumbers(text, lines.length);
    this.#follow();
  }

  /** The text's lines as coloured pieces. */
  #linesOf(text) {
    const tokens = this.#colour(text);
    const isFocused = document.activeElement === this.#area;
    const brackets = isFocused ? edits.matchingBrackets(tokens, this.cursor) : undefined;
    const lines = [[]];
    const add = (start, end, className) => {
      for (const { classes, piece } of this.#pieces(text, start, end, className)) {
        const [first, ...others] = piece.split("\n");
        if (first) lines.at(-1).push({ classes, piece: first });
        for (const other of others) lines.push(other ? [{ classes, piece: other }] : []);
      }
    };
    let at = 0;
    for (const token of tokens) {
      add(at, token.start, "");
      add(token.start, token.end, `is-${token.colour}${brackets?.includes(token.start) ? " matched" : ""}`);
      at = token.end;
    }
    add(at, text.length, "");
    return lines;
  }

  /** A piece of the text, cut where problems begin and end. */
  #pieces(text, start, end, className) {
    if (start === end) return [];
    const cuts = new Set([start, end]);
    const near = this.#problems.filter((problem) => problem.start < end && problem.end > start);
    for (const problem of near) {
      if (problem.start > start) cuts.add(problem.start);
      if (problem.end < end) cuts.add(problem.end);
    }
    const places = [...cuts].sort((one, other) => one - other);
    return places.slice(1).map((to, index) => {
      const from = places[index];
      const problem = near.find((each) => each.start <= from && each.end >= to);
      const classes = `${className}${problem ? ` wavy ${problem.severity}` : ""}`.trim();
      return { classes, piece: text.slice(from, to) };
    });
  }

  #drawNumbers(text, lines) {
    if (this.#numbers.childElementCount !== lines) {
      this.#numbers.replaceChildren(
        ...Array.from({ length: lines }, (_, index) => element("span", {}, String(index + 1))),
      );
    }
    const wrong = new Map();
    for (const { start, severity } of this.#problems) {
      const line = text.slice(0, start).split("\n").length - 1;
      if (wrong.get(line) !== "error") wrong.set(line, severity);
    }
    for (const marked of [...this.#numbers.querySelectorAll("[class]")]) marked.removeAttribute("class");
    for (const [line, severity] of wrong) this.#numbers.children[line].className = severity;
  }

  #follow() {
    const { scrollLeft, scrollTop } = this.#area;
    this.#copy.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    this.#numbers.style.transform = `translateY(${-scrollTop}px)`;
  }

  #tellProblems() {
    const most = 4;
    const items = this.#problems.slice(0, most).map(({ start, end, message, severity }) => {
      const before = this.text.slice(0, start).split("\n");
      const place = `${before.length}:${before.at(-1).length + 1}`;
      const jump = element("button", { type: "button", onclick: () => this.reveal(start, end) });
      jump.append(element("span", { class: "place" }, place), message);
      return element("li", { class: severity }, jump);
    });
    const more = this.#problems.length - most;
    if (more > 0) items.push(element("li", { class: "more" }, `and ${more} more`));
    this.#messages.replaceChildren(...items);
  }

  /** Shows the problem under the mouse. */
  #hover({ offsetX, offsetY }) {
    const hit = this.#problems.find(({ start, end }) => {
      const [from, to] = [this.#placeOf(start), this.#placeOf(end)];
      const isBeside = to.left < from.left;
      return offsetY >= from.top && offsetY <= from.bottom && offsetX >= from.left && (isBeside || offsetX <= to.left);
    });
    this.#hint.hidden = !hit;
    if (!hit) return;
    const { left, bottom } = this.#placeOf(hit.start);
    this.#hint.textContent = hit.message;
    this.#hint.style.left = `${Math.max(4, Math.min(left, this.#area.clientWidth - 280))}px`;
    this.#hint.style.top = `${bottom + 2}px`;
  }

  /** Where an offset of the text is on the screen, from the text area's corner. */
  #placeOf(offset) {
    const range = document.createRange();
    const walker = document.createTreeWalker(this.#copy, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left < node.length) {
        range.setStart(node, left);
        break;
      }
      left -= node.length;
    }
    range.setEnd(range.startContainer, range.startOffset);
    const box = range.getClientRects()[0] ?? this.#copy.getBoundingClientRect();
    const frame = this.#area.getBoundingClientRect();
    return { left: box.left - frame.left, top: box.top - frame.top, bottom: box.top - frame.top + this.#lineHeight() };
  }

  #lineHeight() {
    return Number.parseFloat(getComputedStyle(this.#area).lineHeight);
  }
}

function lineOf(pieces) {
  const parts = pieces.map(({ classes, piece }) => (classes ? element("span", { class: classes }, piece) : piece));
  return element("span", {}, ...parts, "\n");
}
