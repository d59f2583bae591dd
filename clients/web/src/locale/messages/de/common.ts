import type { Messages } from "../index.ts";

export const common: Messages["common"] = {
  shop: "Angidi",
  tagline: "Gute Dinge, ehrlich beschrieben",
  skipToContent: "Zum Inhalt",
  navigation: { label: "Laden", search: "Suche", account: "Konto", signIn: "Anmelden", cart: "Warenkorb" },
  problem: {
    title: "Etwas ist schiefgegangen",
    text: "Diese Seite konnte nicht gezeigt werden. Nichts ist verloren gegangen.",
    tryAgain: "Noch einmal versuchen",
    notFoundTitle: "Nicht gefunden",
    notFoundText: "Diese Seite gibt es nicht oder nicht mehr.",
    home: "Zur Startseite",
  },
};
