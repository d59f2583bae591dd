import type { Messages } from "../index.ts";

export const chrome: Messages["chrome"] = {
  shop: "Angidi",
  tagline: "Gute Dinge, ehrlich beschrieben",
  skipToContent: "Zum Inhalt",
  navigation: {
    label: "Laden",
    menu: "Menü",
    categories: "Kategorien",
    search: "Suche",
    account: "Konto",
    signIn: "Anmelden",
    cart: "Warenkorb",
  },
  footer: {
    about: "Jeder Preis und jedes Stück im Lager ist so, wie es gerade ist.",
    service: "Dein Konto",
    preferences: "Einstellungen",
  },
  language: { label: "Sprache", change: "Sprache ändern" },
  theme: {
    label: "Erscheinungsbild",
    change: "Erscheinungsbild ändern",
    system: "Wie das Gerät",
    light: "Hell",
    dark: "Dunkel",
  },
  offline: {
    gone: "Du bist offline. Was du siehst, kann veraltet sein; was du eingegeben hast, bleibt hier.",
    back: "Du bist wieder online.",
    notSent: "Das konnte nicht gesendet werden. Deine Eingaben sind noch da; versuche es, wenn du wieder online bist.",
  },
  problem: {
    title: "Etwas ist schiefgegangen",
    text: "Diese Seite konnte nicht gezeigt werden. Nichts ist verloren gegangen.",
    tryAgain: "Noch einmal versuchen",
    notFoundTitle: "Nicht gefunden",
    notFoundText: "Diese Seite gibt es nicht oder nicht mehr.",
    home: "Zur Startseite",
    reference: "Kennzeichen",
  },
};
