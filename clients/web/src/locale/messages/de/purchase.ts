import type { Messages } from "../index.ts";

export const purchase: Messages["purchase"] = {
  pieces: (count) => `${count} Artikel`,
};
