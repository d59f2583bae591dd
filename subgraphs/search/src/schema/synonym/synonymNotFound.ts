export const synonymNotFound = {
  __typename: "SearchSynonymNotFound",
  message: "There is no such synonym",
  path: ["id"],
} as const;
