import { button, element } from "./elements.js";

const shortcuts = [
  ["Ctrl / ⌘  Enter", "Run the operation at the cursor, or stop it"],
  ["Ctrl  Space", "What may stand at the cursor"],
  ["Ctrl / ⌘  Shift  F", "Format; comments are kept"],
  ["Ctrl / ⌘  /", "Comment lines out, or in again"],
  ["Ctrl / ⌘  Shift  K", "Find in the schema"],
  ["Ctrl / ⌘  Shift  C", "Copy as cURL"],
  ["Alt  T,  Alt  W", "New tab, close the tab"],
  ["Alt  ↑,  Alt  ↓", "Tab to the left, tab to the right"],
  ["Escape, then Tab", "Leave an editor by the keyboard"],
];

export function shortcutList() {
  return [
    element("h2", {}, "Keyboard"),
    element(
      "dl",
      { class: "shortcuts" },
      ...shortcuts.flatMap(([keys, what]) => [
        element("dt", {}, ...keys.split(/\s{2,}/).map((key) => element("kbd", {}, key))),
        element("dd", {}, what),
      ]),
    ),
  ];
}

/** Operations to begin with. */
export function exampleList(examples, open) {
  return examples.map((example) => button(example.name, () => open(example), { class: "item" }));
}

/** What was run before, found by a word. */
export function historyList(history, open) {
  const list = element("div", { class: "items" });
  const draw = (wanted) => {
    const entries = history.find(wanted);
    list.replaceChildren(
      ...entries.map((entry) => {
        const item = button("", () => open(entry), { class: "item" });
        item.append(
          element("span", { class: entry.isFine === false ? "wrong" : "" }, entry.title),
          element("small", {}, new Date(entry.when).toLocaleString()),
        );
        return item;
      }),
    );
    if (entries.length === 0) list.append(element("p", { class: "state" }, "Nothing was run yet"));
  };
  const find = element("input", {
    type: "search",
    placeholder: "Find in the history",
    "aria-label": "Find in the history",
    oninput: () => draw(find.value),
  });
  draw("");
  const clear = button(
    "Clear the history",
    () => {
      history.clear();
      draw("");
    },
    { class: "plain" },
  );
  return [find, list, clear];
}
