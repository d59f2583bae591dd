/** What is said when not even the frame of the page could be made; nothing else can be counted on there, so both are here. */
const words = {
  en: { title: "Something went wrong", text: "The shop cannot be shown at the moment.", tryAgain: "Try again" },
  de: {
    title: "Etwas ist schiefgegangen",
    text: "Der Laden lässt sich gerade nicht zeigen.",
    tryAgain: "Noch einmal versuchen",
  },
} as const;

/** The words, and the language that they are in: the first of the browser's that there is. */
export function lastWords(languages: readonly string[]) {
  const locale =
    languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "en" || tag === "de") ?? "en";
  return { locale, ...words[locale as keyof typeof words] };
}
