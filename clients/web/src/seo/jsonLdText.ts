/** JSON that can stand in a script of a page: nothing in it ends the script or begins a comment. */
export function jsonLdText(data: object): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
