import { at } from "./elements.js";

const sizes = {
  schema: { property: "--schema-width", smallest: 180, largest: 700, sign: 1, axis: "x" },
  response: { property: "--response-width", smallest: 240, largest: 1400, sign: -1, axis: "x" },
  inputs: { property: "--inputs-height", smallest: 60, largest: 900, sign: -1, axis: "y" },
};

/** Lets the parts of the page be resized, by mouse or arrows, and remembers how; on a narrow page, one is shown at a time. */
export function arrange(store) {
  const kept = store.read({});
  for (const splitter of document.querySelectorAll(".splitter")) makeSplitter(splitter, kept, store);
  for (const chooser of at("views").children) chooser.addEventListener("click", () => showPart(chooser.dataset.view));
}

/** On a narrow page, shows this part. */
export function showPart(name) {
  document.body.dataset.view = name;
  for (const each of at("views").children) each.setAttribute("aria-pressed", String(each.dataset.view === name));
}

/** Tabs of which one is shown, moved through by arrows. Gives a function that chooses one by its id. */
export function makeSwitch(ids, onchange = () => {}) {
  const tabs = ids.map((id) => at(`${id}-tab`));
  const choose = (id) => {
    for (const tab of tabs) {
      const isChosen = tab.id === `${id}-tab`;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      at(tab.getAttribute("aria-controls")).hidden = !isChosen;
    }
    onchange(id);
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(ids[index]));
    tab.addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowLeft" && key !== "ArrowRight") return;
      const next = (index + (key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length;
      choose(ids[next]);
      tabs[next].focus();
    });
  }
  return choose;
}

function makeSplitter(splitter, kept, store) {
  const { size } = splitter.dataset;
  const { property, smallest, largest, sign, axis } = sizes[size];
  const part = at(size);
  const set = (pixels) => {
    const value = Math.round(Math.max(smallest, Math.min(largest, pixels)));
    at("main").style.setProperty(property, `${value}px`);
    splitter.setAttribute("aria-valuenow", String(value));
    kept[size] = value;
    store.write(kept);
  };
  const now = () => (axis === "x" ? part.offsetWidth : part.offsetHeight);
  splitter.tabIndex = 0;
  splitter.setAttribute("role", "separator");
  splitter.setAttribute("aria-label", splitter.dataset.label);
  splitter.setAttribute("aria-orientation", axis === "x" ? "vertical" : "horizontal");
  splitter.setAttribute("aria-valuemin", String(smallest));
  splitter.setAttribute("aria-valuemax", String(largest));
  if (Number.isFinite(kept[size])) set(kept[size]);
  else splitter.setAttribute("aria-valuenow", String(now()));

  splitter.addEventListener("pointerdown", (event) => {
    splitter.setPointerCapture(event.pointerId);
    const place = ({ clientX, clientY }) => (axis === "x" ? clientX : clientY);
    const [begin, width] = [place(event), now()];
    const move = (each) => set(width + sign * (place(each) - begin));
    splitter.addEventListener("pointermove", move);
    splitter.addEventListener("lostpointercapture", () => splitter.removeEventListener("pointermove", move), {
      once: true,
    });
  });
  splitter.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
    if (!steps[event.key]) return;
    event.preventDefault();
    set(now() + sign * steps[event.key] * 16);
  });
}
