/** Words of home, categories, search and products. */
export const browse = {
  was: "Before",
};
