import { button, copy, download, element } from "./elements.js";
import { foldAll, jsonTree } from "./jsonTree.js";

const mostEvents = 500;

/** What came back: an answer, or the events of a subscription as they come. */
export class ResponseView {
  #facts = element("div", { class: "facts", role: "status" });
  #tools = element("div", { class: "tools" });
  #errors = element("div", { class: "errors" });
  #body = element("div", { class: "scroll body", tabIndex: 0, role: "region", "aria-label": "Answer" });
  #result;
  #count = 0;
  #reveal;

  /** `reveal` shows a place `{ line, column }` of the document. */
  constructor(place, { reveal }) {
    this.#reveal = reveal;
    place.append(
      element("div", { class: "bar" }, this.#facts, element("span", { class: "gap" }), this.#tools),
      this.#errors,
      this.#body,
    );
    this.#setTools([]);
    this.#body.append(
      element(
        "p",
        { class: "empty" },
        "Run an operation to see its answer here.",
        element("kbd", {}, "Ctrl"),
        element("kbd", {}, "Enter"),
      ),
    );
  }

  wait() {
    this.#facts.replaceChildren(element("span", { class: "busy" }, "Running …"));
    this.#body.classList.add("old");
  }

  /** Shows an answer, or what there is of one yet. */
  show({ status, milliseconds, bytes, parts, headers, result, isUnderWay }) {
    this.#result = result;
    this.#body.classList.remove("old");
    const isText = typeof result === "string";
    const errors = isText ? [] : (result?.errors ?? []);
    const cost = isText ? undefined : costOf(result?.extensions);
    this.#facts.replaceChildren(
      element(
        "span",
        { class: `status ${status < 400 ? (errors.length > 0 ? "warning" : "fine") : "wrong"}` },
        String(status),
      ),
      fact(durationOf(milliseconds), "until the whole answer was there"),
      fact(sizeOf(bytes), "the answer's body"),
      parts > 1 || isUnderWay
        ? fact(`${parts} parts${isUnderWay ? " …" : ""}`, "of a result that comes by and by")
        : "",
      cost === undefined ? "" : fact(`cost ${cost}`, "as extensions.cost says"),
    );
    this.#showErrors(errors);
    const tree = isText ? element("pre", {}, result) : jsonTree(result, ["errors"]);
    this.#body.replaceChildren(tree, headersOf(headers));
    const text = () => (isText ? result : JSON.stringify(result, null, 2));
    this.#setTools([
      ["Fold", "Fold everything", () => foldAll(tree, false)],
      ["Unfold", "Unfold everything", () => foldAll(tree, true)],
      ["Copy", "Copy the answer", () => copy(text(), "Answer")],
      ["Save", "Save the answer as a file", () => download(text(), "answer.json", "application/json")],
    ]);
  }

  /** Says that there is no answer, and why. */
  fail(message) {
    this.#body.classList.remove("old");
    this.#facts.replaceChildren(element("span", { class: "status wrong" }, "No answer"));
    this.#showErrors([{ message }]);
    this.#body.replaceChildren();
    this.#setTools([]);
  }

  /** Begins a list of events; one that was there goes on when the subscription is taken up again. */
  listen({ isResumed }) {
    this.#body.classList.remove("old");
    this.#showErrors([]);
    if (!isResumed) {
      this.#count = 0;
      this.#result = [];
      this.#body.replaceChildren();
    }
    this.#setTools([
      ["Clear", "Take the events away", () => this.listen({ isResumed: false })],
      ["Copy", "Copy all events", () => copy(JSON.stringify(this.#result, null, 2), "Events")],
      [
        "Save",
        "Save all events as a file",
        () => download(JSON.stringify(this.#result, null, 2), "events.json", "application/json"),
      ],
    ]);
  }

  tellState(text, state) {
    this.#facts.replaceChildren(
      element("span", { class: `status ${state}` }, text),
      fact(`${this.#count} events`, "so far"),
    );
  }

  addEvent(result) {
    this.#count++;
    this.#result.unshift(result);
    const event = element(
      "details",
      { class: "event", open: true },
      element(
        "summary",
        {},
        element("span", { class: "number" }, `#${this.#count}`),
        element("time", {}, timeOf(new Date())),
        result.errors ? element("span", { class: "status wrong" }, "errors") : "",
      ),
      ...(result.errors ?? []).map((error) => this.#error(error)),
      jsonTree(result, ["errors"]),
    );
    this.#body.prepend(event);
    // The latest are open; older ones are a click away, and very old ones are gone.
    const older = this.#body.children[3];
    if (older?.matches("details")) older.open = false;
    while (this.#body.childElementCount > mostEvents) this.#body.lastElementChild.remove();
    this.#result.length = Math.min(this.#result.length, mostEvents);
  }

  #showErrors(errors) {
    this.#errors.replaceChildren(...errors.slice(0, 20).map((error) => this.#error(error)));
    if (errors.length > 20) this.#errors.append(element("p", { class: "state" }, `and ${errors.length - 20} more`));
  }

  #error({ message, path, locations, extensions }) {
    return element(
      "div",
      { class: "error", role: "alert" },
      element("p", {}, message),
      element(
        "p",
        { class: "where" },
        extensions?.code ? element("code", {}, extensions.code) : "",
        path?.length ? element("span", {}, path.join(" › ")) : "",
        ...(locations ?? []).slice(0, 3).map((place) =>
          button(`${place.line}:${place.column}`, () => this.#reveal(place), {
            class: "link",
            title: "Show in the document",
          }),
        ),
      ),
    );
  }

  #setTools(tools) {
    this.#tools.replaceChildren(...tools.map(([label, title, act]) => button(label, act, { class: "plain", title })));
  }
}

function fact(text, title) {
  return element("span", { class: "fact", title }, text);
}

function headersOf(headers = []) {
  if (headers.length === 0) return "";
  const rows = headers.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)),
  );
  return element(
    "details",
    { class: "headers" },
    element("summary", {}, `${headers.length} headers of the answer`),
    element("table", {}, element("tbody", {}, ...rows)),
  );
}

/** What an operation cost, when an answer tells in one of the usual forms. */
function costOf(extensions) {
  const cost = extensions?.cost;
  if (typeof cost === "number") return cost;
  const told = cost?.actual ?? cost?.requested ?? cost?.actualQueryCost ?? cost?.estimated ?? cost?.requestedQueryCost;
  return typeof told === "number" ? told : undefined;
}

function timeOf(date) {
  const digits = "2-digit";
  const form = { hour: digits, minute: digits, second: digits, fractionalSecondDigits: 3, hour12: false };
  return date.toLocaleTimeString(undefined, form);
}

function durationOf(milliseconds) {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function sizeOf(bytes) {
  if (bytes < 1_024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${(bytes / 1_024).toFixed(1)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
