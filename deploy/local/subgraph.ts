/** `npm run subgraph -- NAME`: runs one subgraph alone, over HTTP. */
import { subgraphNames } from "./src/subgraphs.ts";

const [name = ""] = process.argv.slice(2);
if (subgraphNames.includes(name)) {
  await import(`../../subgraphs/${name}/src/main.ts`);
} else {
  process.stderr.write(`Which subgraph? npm run subgraph -- ${subgraphNames.join(" | ")}\n`);
  process.exitCode = 1;
}
