/** Words of what is around every page. */
export const chrome = {
  shop: "Angidi",
  tagline: "Good things, honestly described",
  skipToContent: "Skip to the content",
  navigation: {
    label: "Shop",
    menu: "Menu",
    categories: "Categories",
    search: "Search",
    account: "Account",
    signIn: "Sign in",
    cart: "Cart",
  },
  footer: {
    about: "Every price and every piece in stock is as it stands now.",
    service: "Your account",
    preferences: "Preferences",
  },
  language: { label: "Language", change: "Change language" },
  theme: { label: "Appearance", change: "Change appearance", system: "As the device", light: "Light", dark: "Dark" },
  offline: {
    gone: "You are offline. What you see may be old; what you entered stays here.",
    back: "You are online again.",
    notSent: "This could not be sent. What you entered is still here; try again when you are online.",
  },
  problem: {
    title: "Something went wrong",
    text: "This page could not be shown. Nothing you did is lost.",
    tryAgain: "Try again",
    notFoundTitle: "Not found",
    notFoundText: "There is no such page, or no longer.",
    home: "To the start page",
    reference: "Reference",
  },
};
