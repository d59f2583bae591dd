/**
 * The elements that an XML text leaves open, none if it is well-formed as far as our pictures go: every element closed
 * in order, one at the top, attributes quoted and each once, no bare & or <.
 */
export function openElements(xml: string): string[] {
  const open: string[] = [];
  let tops = 0;
  const rest = xml.replace(
    /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>/g,
    (_, end, name, attributes, empty) => {
      const names = [...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute);
      if (new Set(names).size < names.length) throw new Error(`An attribute of ${name} is given twice`);
      if (end && open.pop() !== name) throw new Error(`${name} is closed where it is not open`);
      if (!end && open.length === 0) tops++;
      if (!end && !empty) open.push(name);
      return "";
    },
  );
  if (tops !== 1) throw new Error(`There are ${tops} elements at the top`);
  if (/[<>]|&(?!amp;|lt;|gt;)/.test(rest)) throw new Error(`Not well-formed: ${rest}`);
  return open;
}
