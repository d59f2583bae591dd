import type { Messages } from "../index.ts";

export const browse: Messages["browse"] = {
  was: "Vorher",
};
