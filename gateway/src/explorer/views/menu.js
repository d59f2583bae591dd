import { element } from "./elements.js";

/** Opens a panel below a button; it closes by Escape, a click elsewhere, or when `fill` is given its `close` to call. */
export function menu(opener, fill, { label } = {}) {
  const panel = element("div", {
    class: "menu",
    popover: "auto",
    role: "dialog",
    "aria-label": label ?? opener.textContent,
  });
  document.body.append(panel);
  opener.setAttribute("aria-haspopup", "dialog");
  panel.addEventListener("toggle", ({ newState }) => opener.setAttribute("aria-expanded", String(newState === "open")));
  opener.addEventListener("click", () => {
    panel.replaceChildren(...fill(() => panel.hidePopover()));
    panel.showPopover();
    const { left, bottom } = opener.getBoundingClientRect();
    panel.style.left = `${Math.max(8, Math.min(left, innerWidth - panel.offsetWidth - 8))}px`;
    panel.style.top = `${bottom + 4}px`;
    panel.querySelector("input, button, a")?.focus();
  });
}
