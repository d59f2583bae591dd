/** The longest that a timer of Node can wait, in milliseconds: some 24 days. Anything longer would fire at once. */
export const longestTimer = 2 ** 31 - 1;
