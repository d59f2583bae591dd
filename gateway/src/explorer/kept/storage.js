/** Values in a browser's storage, as JSON. A storage that is full, refused or spoilt is as good as an empty one. */
export function kept(storage, name) {
  const key = `graph-explorer:${name}`;
  return {
    read(fallback) {
      try {
        return JSON.parse(storage.getItem(key)) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write(value) {
      try {
        storage.setItem(key, JSON.stringify(value));
      } catch {
        // The page goes on without.
      }
    },
  };
}
