import type { Language } from "./wording.ts";

export const de: Language = {
  greeting: "Guten Tag {{ customer.name }},",
  greetingWithoutName: "Guten Tag,",
  total: "Gesamtbetrag",
  wordings: {
    WELCOME: {
      subject: "Willkommen bei {{ shop.name }}",
      sentence: "Ihr Konto bei {{ shop.name }} ist eingerichtet.",
      more: "Bestellungen, Adressen und Ihre Benachrichtigungen finden Sie in Ihrem Konto.",
    },
    EMAIL_VERIFICATION: {
      subject: "Ist das Ihre Adresse?",
      sentence:
        "Jemand mit einem Konto bei {{ shop.name }} hat diese Adresse angegeben. Wenn Sie das sind, öffnen Sie {{ verification.url }}",
      more: "Der Link gilt einen Tag und einmal, solange Sie angemeldet sind. Waren Sie es nicht, ist nichts zu tun.",
    },
    ORDER_CONFIRMED: {
      subject: "Ihre Bestellung {{ order.number }} ist bestätigt",
      sentence: "Vielen Dank für Ihre Bestellung {{ order.number }}: Sie ist bestätigt und bezahlt.",
      more: "Wir melden uns, sobald sie unterwegs ist.",
      lists: true,
    },
    ORDER_EDITED: {
      subject: "Ihre Bestellung {{ order.number }} wurde geändert",
      sentence:
        "Ihre Bestellung {{ order.number }} wurde geändert: Sie kostet jetzt {{ order.total | money }} statt {{ order.totalBefore | money }}.",
      more: "Was sie weniger kostet, wird erstattet; was sie mehr kostet, wurde mit der Änderung bezahlt.",
      lists: true,
    },
    ORDER_SHIPPED: {
      subject:
        "{% if order.partial %}Ein Teil Ihrer Bestellung{% else %}Ihre Bestellung{% endif %} {{ order.number }} ist unterwegs",
      sentence:
        "{% if order.partial %}Ein Teil Ihrer Bestellung{% else %}Ihre Bestellung{% endif %} {{ order.number }} ist auf dem Weg zu Ihnen.",
    },
    ORDER_DELIVERED: {
      subject: "Ihre Bestellung {{ order.number }} ist angekommen",
      sentence: "Ihre Bestellung {{ order.number }} wurde zugestellt. Wir wünschen viel Freude damit.",
    },
    ORDER_CANCELLED: {
      subject: "Ihre Bestellung {{ order.number }} ist storniert",
      sentence: "Ihre Bestellung {{ order.number }} ist storniert.",
      more: "{% if order.reason %}Angegebener Grund: {{ order.reason }}. {% endif %}Bereits gezahlte Beträge werden erstattet.",
    },
    ORDER_REJECTED: {
      subject: "Ihre Bestellung {{ order.number }} konnte nicht abgeschlossen werden",
      sentence:
        "Ihre Bestellung {{ order.number }} wurde nicht rechtzeitig abgeschlossen, weil die Zahlung nicht bestätigt wurde.",
      more: "Es wurde nichts abgebucht. Ihre Auswahl liegt noch im Warenkorb.",
    },
    PAYMENT_FAILED: {
      subject: "Die Zahlung Ihrer Bestellung {{ order.number }} wurde abgelehnt",
      sentence: "Die Zahlung von {{ payment | money }} für Ihre Bestellung {{ order.number }} wurde abgelehnt.",
      more: "Es wurde nichts abgebucht. Ihre Auswahl liegt noch im Warenkorb, und Sie können anders bezahlen.",
    },
    PAYMENT_REFUNDED: {
      subject: "Eine Erstattung zu Ihrer Bestellung {{ order.number }}",
      sentence: "Wir haben {{ payment | money }} zu Ihrer Bestellung {{ order.number }} erstattet.",
      more: "Bis Ihre Bank den Betrag zeigt, können einige Tage vergehen.",
    },
    CART_ABANDONED: {
      subject: "In Ihrem Warenkorb liegt noch etwas",
      sentence:
        "{% if cart.pieces == 1 %}Ein Artikel liegt{% else %}{{ cart.pieces }} Artikel liegen{% endif %} noch in Ihrem Warenkorb bei {{ shop.name }}.",
      more: "Ihre Auswahl bleibt erhalten; Preise und Bestand können sich ändern.",
    },
  },
};
