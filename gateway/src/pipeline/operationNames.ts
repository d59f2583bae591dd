const longestName = 100;

/**
 * Names that may be labels: the first so many that come are told apart, any more are "other". Clients choose them, so
 * there could be any number.
 */
export function boundedNames(most: number): (name: string) => string {
  const names = new Set<string>();
  return (name) => {
    if (names.has(name)) return name;
    if (names.size >= most || name.length > longestName) return "other";
    names.add(name);
    return name;
  };
}
