import { button, element } from "./elements.js";

/** The open operations; Delete closes the one that has the focus, arrows go to its neighbours. */
export function drawTabs(place, tabs, { choose, close, open }) {
  const hadFocus = place.contains(document.activeElement);
  const strip = element("div", { role: "tablist", "aria-label": "Operations", class: "strip" });
  for (const [index, { title, isActive }] of tabs.entries()) {
    const tab = button(title, () => choose(index), {
      role: "tab",
      "aria-selected": String(isActive),
      tabIndex: isActive ? 0 : -1,
      title,
      onkeydown: ({ key }) => {
        if (key === "ArrowRight") choose((index + 1) % tabs.length);
        else if (key === "ArrowLeft") choose((index + tabs.length - 1) % tabs.length);
        else if (key === "Delete") close(index);
      },
      onauxclick: () => close(index),
    });
    const cross = button("×", () => close(index), { class: "close", "aria-label": `Close ${title}`, title: "Close" });
    strip.append(element("div", { class: `tab${isActive ? " active" : ""}`, role: "presentation" }, tab, cross));
  }
  const add = button("+", open, { class: "plain", "aria-label": "New tab", title: "New tab (Alt with T)" });
  place.replaceChildren(strip, add);
  const active = strip.querySelector("[aria-selected=true]");
  active?.parentElement.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (hadFocus) active?.focus();
}
