/** Who shops in the demo store. */
export interface DemoShopper {
  readonly displayName: string;
  readonly email: string;
  readonly address: {
    readonly fullName: string;
    readonly line1: string;
    readonly city: string;
    readonly region?: string;
    readonly postalCode: string;
    readonly countryCode: string;
  };
}

const names =
  "Amelia Hart, Bruno Keller, Chiara Ricci, Daniel Osei, Elif Aydin, Freya Nilsen, Gabriel Costa, Hannah Weiss, Imran Malik, " +
  "Julia Novak, Kenji Sato, Leila Haddad, Marco Bianchi, Nadia Petrova, Oscar Lund, Priya Nair, Quentin Moreau, Rosa Jimenez, " +
  "Samuel Okafor, Tessa Vermeer, Umar Siddiqui, Violet Chambers, Walter Kowalski, Xenia Papas, Yusuf Demir, Zoe Carter, " +
  "Aaron Blake, Beatriz Lima, Conor Walsh, Dana Levy, Emil Berg, Fatima Zahra, Grace Kim, Hugo Martin, Ida Holm, Jonas Fischer";
const streets =
  "Elm Street, Harbour Road, Mill Lane, Station Road, Church Street, River Walk, Orchard Avenue, King Street";
const cities: readonly Omit<DemoShopper["address"], "fullName" | "line1">[] = [
  { city: "Portland", region: "OR", postalCode: "97201", countryCode: "US" },
  { city: "Austin", region: "TX", postalCode: "78701", countryCode: "US" },
  { city: "Chicago", region: "IL", postalCode: "60601", countryCode: "US" },
  { city: "Denver", region: "CO", postalCode: "80202", countryCode: "US" },
  { city: "Boston", region: "MA", postalCode: "02108", countryCode: "US" },
  { city: "Seattle", region: "WA", postalCode: "98101", countryCode: "US" },
  { city: "Toronto", region: "ON", postalCode: "M5H 2N2", countryCode: "CA" },
  { city: "London", postalCode: "EC1A 1BB", countryCode: "GB" },
  { city: "Berlin", postalCode: "10115", countryCode: "DE" },
  { city: "Rotterdam", postalCode: "3011 AD", countryCode: "NL" },
];

/** Those who have an account, besides the one that everybody can sign in to; the others are guests. */
export const accountHolders = 24;

export const demoShoppers: readonly DemoShopper[] = names.split(", ").map((fullName, index) => {
  const street = streets.split(", ")[index % 8]!;
  return {
    displayName: fullName,
    email: `${fullName.toLowerCase().replace(" ", ".")}@example.com`,
    address: { fullName, line1: `${3 + index * 7} ${street}`, ...cities[(index * 3) % cities.length]! },
  };
});
