import type { Messages } from "../../index.ts";

export const summary: Messages["purchase"]["summary"] = {
  discountByCode: (name, code) => (name === code ? `Code ${code}` : `${name} (Code ${code})`),
  shipping: (method) => `Versand: ${method}`,
  tax: (name, percent) => `${name} ${percent}`,
  free: "Kostenlos",
  days: (count) => (count === 1 ? "höchstens 1 Werktag" : `höchstens ${count} Werktage`),
};

export const checkout: Messages["purchase"]["checkout"] = {
  title: "Kasse",
  waiting: "Eine Bestellung dieses Warenkorbs wartet darauf, dass ihre Zahlung bestätigt wird.",
  justOrdered: "Zur Bestellung, die Sie aufgegeben haben",
  steps: { contact: "Kontakt", address: "Lieferadresse", shipping: "Versand", payment: "Zahlung" },
  step: (number, of) => `Schritt ${number} von ${of}`,
  signedInAs: (email) => `Angemeldet als ${email}`,
  signIn: "Anmelden",
  haveAccount: "Haben Sie ein Konto?",
  email: "E-Mail",
  emailHint: "Dorthin gehen Nachrichten zu Ihrer Bestellung.",
  savedAddress: "Wohin",
  newAddress: "Andere Adresse",
  fields: {
    fullName: "Vor- und Nachname",
    line1: "Straße und Hausnummer",
    line2: "Wohnung, Stockwerk, bei",
    postalCode: "Postleitzahl",
    city: "Ort",
    region: "Bundesland oder Region",
    countryCode: "Land",
    phone: "Telefon",
  },
  optional: (label) => `${label} (freiwillig)`,
  phoneHint: "Nur für den Zusteller.",
  chooseCountry: "Auswählen …",
  shippingAfterAddress: "Versandarten und Preise kommen, sobald die Adresse bekannt ist.",
  findShipping: "Versand und Summe zeigen",
  finding: "Wird berechnet …",
  demonstration:
    "Dieser Laden ist eine Vorführung. Nichts wird abgebucht, nach keiner Karte gefragt: Wählen Sie, wie die Zahlung ausgehen soll.",
  payments: {
    card: { name: "Testkarte", text: "Die Zahlung gelingt sofort." },
    confirmed: { name: "Testkarte mit 3-D Secure", text: "Ihre Bank lässt Sie die Zahlung bestätigen." },
    declined: { name: "Karte, die abgelehnt wird", text: "Die Bank sagt nein." },
    insufficient: { name: "Karte ohne genug Geld", text: "Die Bank sagt, warum nicht." },
  },
  place: (total) => `Zahlungspflichtig bestellen: ${total}`,
  placing: "Ihre Bestellung wird aufgegeben …",
  summary: "Ihre Bestellung",
  total: "Summe",
  newTotal: (total) => `Die Summe ist ${total}.`,
  within: "Darin enthalten",
  codeAtCart: "Rabattcode im Warenkorb eingeben",
  backToCart: "Warenkorb ändern",
  problemsTitle: "Bitte prüfen Sie, was markiert ist",
  missing: "Das wird gebraucht.",
  wrong: "Das sieht nicht richtig aus.",
  wrongEmail: "Das ist keine E-Mail-Adresse.",
  tooLong: "Das ist zu lang.",
  declined: (reason) =>
    `Die Zahlung wurde abgelehnt${reason ? `: ${reason}` : ""}. Nichts wurde abgebucht, und alles, was Sie eingegeben haben, ist noch da. Versuchen Sie es noch einmal oder zahlen Sie anders.`,
  declineReasons: {
    insufficient_funds: "Auf der Karte ist nicht genug Geld",
    expired_card: "Die Karte ist abgelaufen",
    lost_card: "Die Bank sperrt diese Karte",
    stolen_card: "Die Bank sperrt diese Karte",
    incorrect_cvc: "Die Prüfziffer stimmt nicht",
    authentication_failed: "Sie wurde nicht bestätigt",
  },
  priceChanged: (before, now) =>
    `Die Summe hat sich inzwischen von ${before} auf ${now} geändert. Noch ist nichts bestellt: Bitte sehen Sie sie an und bestellen Sie noch einmal.`,
  outOfStock: "Jemand war schneller",
  shortage: (title, wanted, available) =>
    available === 0
      ? `${title} ist soeben ausverkauft.`
      : `Von ${title} ${available === 1 ? "ist" : "sind"} nur noch ${available} da, Sie wollten ${wanted}.`,
  takeWhatIsThere: "Nehmen, was da ist",
  alreadyOrdered:
    "Dieser Warenkorb wurde schon bestellt. Sie finden die Bestellung in unserer E-Mail oder in Ihrem Konto.",
  destinationNotServed: "An diese Adresse können wir nicht liefern.",
  cartGone: "Der Warenkorb ist leer oder wurde schon bestellt.",
  lineUnavailable: "Etwas im Warenkorb wird nicht mehr verkauft. Bitte entfernen Sie es und kommen Sie wieder.",
  codeGone: "Ein Rabattcode gilt nicht mehr. Bitte entfernen Sie ihn und sehen Sie dann die Summe an.",
  refused: "Die Bestellung konnte nicht aufgegeben werden. Bitte versuchen Sie es noch einmal.",
  unavailable:
    "Der Laden hat nicht geantwortet; ob die Bestellung aufgegeben wurde, ist nicht bekannt. Bestellen Sie noch einmal: Sie geht nicht zweimal ein.",
  notConfirmed:
    "Die Zahlung wurde nicht bestätigt, also wurde nichts bestellt und nichts abgebucht. Sie können es noch einmal versuchen.",
  confirm: {
    title: "Zahlung bestätigen",
    text: "Diese Seite steht für die Ihrer Bank: Der Laden läuft mit einem Testanbieter, der niemanden sonst fragt.",
    ask: (total, number) => `Möchten Sie ${total} für die Bestellung ${number} zahlen?`,
    yes: "Bestätigen",
    no: "Nicht bestätigen",
    unavailable: "Der Laden hat nicht geantwortet. Bitte versuchen Sie es noch einmal.",
  },
};
