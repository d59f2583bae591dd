import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives back the memory that loading the demo store has left behind. The collector waits until memory is asked for, and a
 * platform that nobody uses yet asks for none: it would hold twice what it needs for as long as it idles.
 */
export function giveMemoryBack(): void {
  setFlagsFromString("--expose-gc");
  const collect: (how: { readonly type: "major"; readonly flavor: "last-resort" }) => void = runInNewContext("gc");
  // As if memory had run out: an ordinary collection frees objects, but keeps the pages that they were on.
  collect({ type: "major", flavor: "last-resort" });
}
