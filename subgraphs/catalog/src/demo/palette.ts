/** The colours that variants come in, as they are drawn. */
export const palette: Readonly<Record<string, string>> = {
  ...{ Navy: "#1f3354", Cobalt: "#2450a4", Sky: "#8fbcd9", Slate: "#5b6b7b", Teal: "#2b7a78", Lilac: "#b7a4d6" },
  ...{ Moss: "#5c7a4a", Olive: "#6b7040", Forest: "#2f5d46", Sage: "#a5b59a", Mint: "#a9d8c0", Celadon: "#9cc3ad" },
  ...{ Red: "#c5322d", Rust: "#b4552d", Terracotta: "#c8714f", Coral: "#ef7f68", Orange: "#e57b2e", Berry: "#8e2f55" },
  ...{ Mustard: "#d9a62e", Butter: "#f2dd9a", Rose: "#d98fa0", Blush: "#eec9c5", Plum: "#5e3a5f", Tan: "#b98a5a" },
  ...{ White: "#f4f2ec", Cream: "#f3ead6", Oat: "#ddcfb4", Sand: "#d8c4a0", Ash: "#c9c6bf", Clear: "#d6e8ee" },
  ...{ Black: "#26272c", Charcoal: "#44474d", Graphite: "#3c4046", Grey: "#9aa0a6", Silver: "#c6cbd1" },
  ...{ Steel: "#aeb6be", Brass: "#c29a4b", Copper: "#b87346", Oak: "#c59d6a", Walnut: "#6b4a33", Indigo: "#2c3a6b" },
};
