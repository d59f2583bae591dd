/**
 * Makes an element: properties are set, `on…` are listeners, `class` and names with a dash are attributes. Texts go in
 * as texts: nothing of what a schema or an answer says is taken for markup.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class" || key === "role" || key === "for" || key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

export function button(label, onclick, properties = {}) {
  return element("button", { type: "button", onclick, ...properties }, label);
}

/** The page's element with that id. */
export const at = (id) => document.getElementById(id);

/** Calls the function once, some time after it was asked for last. */
export function afterPause(milliseconds, act) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}

/** Tells something shortly at the page's foot, and to screen readers. */
export function tell(message) {
  const place = at("notice");
  place.textContent = message;
  place.classList.add("shown");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => place.classList.remove("shown"), 2_500);
}

export async function copy(text, what) {
  const isCopied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  tell(isCopied || copyBySelection(text) ? `${what} copied` : "The browser does not let the page copy");
}

/** For pages that came by plain HTTP from another machine, which browsers give no clipboard. */
function copyBySelection(text) {
  const active = document.activeElement;
  const area = element("textarea", { value: text, class: "unseen" });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  active?.focus();
  return isCopied;
}

export function download(text, name, type) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
