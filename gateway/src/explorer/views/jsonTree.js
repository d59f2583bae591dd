import { button, element } from "./elements.js";

const mostAtOnce = 100;
/** Up to this many values everything is open at first; above it, only the upper levels. */
const smallAnswer = 2_000;
const openLevels = 4;

/**
 * A value as coloured JSON whose objects and lists fold. What is folded is made when it is opened; members of the root
 * that are named in `folded` are so at first.
 */
export function jsonTree(value, folded = []) {
  const levels = isMoreThan(value, smallAnswer) ? openLevels : Number.POSITIVE_INFINITY;
  const root = node(undefined, value, "", levels);
  const members = root.querySelectorAll(":scope > .inside > details");
  for (const member of members) if (folded.includes(member.dataset.key)) member.open = false;
  return element("div", { class: "json" }, root);
}

/** Opens or folds everything below the root. */
export function foldAll(tree, isOpen) {
  for (const details of tree.querySelectorAll("details")) {
    if (isOpen || details.parentElement !== tree) details.open = isOpen;
    if (isOpen) details.dispatchEvent(new Event("toggle"));
  }
}

function node(key, value, comma, levels) {
  const name = key === undefined ? [] : [element("span", { class: "is-argument" }, JSON.stringify(key)), ": "];
  if (typeof value !== "object" || value === null || sizeOf(value) === 0) {
    return element("div", { class: "line" }, ...name, leaf(value), comma);
  }
  const [begin, end] = Array.isArray(value) ? "[]" : "{}";
  const count = `${sizeOf(value)} ${Array.isArray(value) ? "items" : "fields"}`;
  const inside = element("div", { class: "inside" });
  const details = element(
    "details",
    { open: levels > 0 },
    element("summary", {}, ...name, begin, element("span", { class: "folded" }, ` … ${count} `, end, comma)),
    inside,
    element("div", { class: "end" }, end, comma),
  );
  if (key !== undefined) details.dataset.key = key;
  const fill = () => {
    if (details.open && !inside.hasChildNodes()) addMembers(inside, value, 0, levels - 1);
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}

function addMembers(place, value, from, levels) {
  const isList = Array.isArray(value);
  const members = isList ? value.map((each) => [undefined, each]) : Object.entries(value);
  const shown = members.slice(from, from + mostAtOnce);
  place.append(
    ...shown.map(([key, each], index) => node(key, each, from + index < members.length - 1 ? "," : "", levels)),
  );
  const left = members.length - from - shown.length;
  if (left === 0) return;
  const more = button(`${left} more`, () => {
    more.remove();
    addMembers(place, value, from + mostAtOnce, levels);
  });
  place.append(more);
}

function leaf(value) {
  const text = JSON.stringify(value);
  const colour = { string: "is-string", number: "is-number" }[typeof value] ?? "is-literal";
  return element("span", { class: typeof value === "object" && value !== null ? "" : colour }, text);
}

function sizeOf(value) {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function isMoreThan(value, most) {
  let count = 0;
  const look = (each) => {
    if (++count > most || typeof each !== "object" || each === null) return;
    for (const member of Object.values(each)) {
      if (count > most) return;
      look(member);
    }
  };
  look(value);
  return count > most;
}
