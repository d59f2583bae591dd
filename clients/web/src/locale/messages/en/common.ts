/** Words of every page. */
export const common = {
  shop: "Angidi",
  tagline: "Good things, honestly described",
  skipToContent: "Skip to the content",
  navigation: { label: "Shop", search: "Search", account: "Account", signIn: "Sign in", cart: "Cart" },
  problem: {
    title: "Something went wrong",
    text: "This page could not be shown. Nothing you did is lost.",
    tryAgain: "Try again",
    notFoundTitle: "Not found",
    notFoundText: "There is no such page, or no longer.",
    home: "To the start page",
  },
};
