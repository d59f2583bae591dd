const themes = ["auto", "light", "dark"];

/** A button that goes round the page's colours: as the system says, light, dark. */
export function makeThemeButton(made, store) {
  let theme = themes.includes(store.read("auto")) ? store.read("auto") : "auto";
  const draw = () => {
    document.documentElement.dataset.theme = theme;
    made.textContent = { auto: "◐", light: "☀", dark: "☾" }[theme];
    made.title = `Colours: ${theme === "auto" ? "as the system says" : theme}`;
    made.setAttribute("aria-label", made.title);
  };
  made.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    store.write(theme);
    draw();
  });
  draw();
}
