/** What of a form its price depends on. */
export function pricedBy(entries: FormData): string {
  const names = [
    "saved",
    "fullName",
    "line1",
    "line2",
    "postalCode",
    "city",
    "region",
    "countryCode",
    "shippingMethodId",
  ];
  return JSON.stringify(names.map((name) => entries.get(name)));
}

/** Whether there is an address to ask with. */
export function isComplete(entries: FormData): boolean {
  const saved = entries.get("saved");
  if (saved && saved !== "new") return true;
  return ["fullName", "line1", "postalCode", "city", "countryCode"].every((name) => entries.get(name));
}
