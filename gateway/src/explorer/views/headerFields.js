import { button, element } from "./elements.js";

const usual = ["authorization", "x-api-key", "accept-language", "graphql-cost", "traceparent"];

/** Headers that go with every request of this browser tab, as rows of a name and a value. */
export class HeaderFields {
  #rows;
  #place;
  #onchange;

  constructor(place, { rows, onchange }) {
    this.#rows = rows;
    this.#place = element("div", { class: "header-rows" });
    this.#onchange = onchange;
    place.append(
      element(
        "div",
        { class: "scroll" },
        this.#place,
        button("Add a header", () => {
          this.#rows.push({ name: "", value: "", isOn: true });
          this.#draw();
          this.#place.lastElementChild.querySelector("input:not([type=checkbox])").focus();
        }),
        element(
          "p",
          { class: "state" },
          "Kept until this browser tab is closed, for all operations; not part of shared links.",
        ),
      ),
      element("datalist", { id: "usual-headers" }, ...usual.map((value) => element("option", { value }))),
    );
    this.#draw();
  }

  /** The headers that are switched on, by name. */
  get headers() {
    return headersIn(this.#rows);
  }

  #draw() {
    this.#place.replaceChildren(...this.#rows.map((row) => this.#row(row)));
  }

  #row(row) {
    const change = (part) => {
      Object.assign(row, part);
      this.#onchange(this.#rows);
    };
    const name = element("input", {
      value: row.name,
      placeholder: "name",
      "aria-label": "Name of the header",
      spellcheck: false,
      autocomplete: "off",
      oninput: () => change({ name: name.value }),
    });
    name.setAttribute("list", "usual-headers");
    const value = element("input", {
      value: row.value,
      placeholder: "value",
      "aria-label": "Value of the header",
      spellcheck: false,
      autocomplete: "off",
      oninput: () => change({ value: value.value }),
    });
    const isOn = element("input", {
      type: "checkbox",
      checked: row.isOn,
      "aria-label": "Send this header",
      title: "Send this header",
      onchange: () => change({ isOn: isOn.checked }),
    });
    const remove = button(
      "×",
      () => {
        this.#rows.splice(this.#rows.indexOf(row), 1);
        this.#onchange(this.#rows);
        this.#draw();
      },
      { class: "plain", "aria-label": "Remove this header", title: "Remove this header" },
    );
    return element("div", { class: "header-row" }, isOn, name, value, remove);
  }
}

/** Rows as headers: those that are on and have a name. */
export function headersIn(rows) {
  const given = rows.filter(({ name, isOn }) => isOn && name.trim());
  return Object.fromEntries(given.map(({ name, value }) => [name.trim().toLowerCase(), value.trim()]));
}
