/** The four subgraphs, in a process of their own, which says where they listen and does what it is told (see control.ts). */
import type { AddressInfo } from "node:net";
import { answersOf } from "./answers.ts";
import type { SubgraphsOrder, SubgraphsReport } from "./control.ts";
import { subgraphs } from "./data.ts";
import { plainServer } from "./plainHttp.ts";
import { createRecorder } from "./recorder.ts";

const tell = (report: SubgraphsReport) => process.send?.(report);

const recorder = createRecorder();
let fetches = 0;

const urls: Record<string, string> = {};
for (const subgraph of subgraphs) {
  const answers = answersOf(subgraph);
  const server = plainServer((body) => {
    fetches += 1;
    return recorder.isRecording
      ? recorder.hold({ subgraph: subgraph.name, body }).then(() => answers(body))
      : answers(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  urls[subgraph.name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

process.on("message", (order: SubgraphsOrder) => {
  if (order === "record") recorder.start();
  tell(order === "stop recording" ? { recorded: recorder.stop() } : { fetches });
});
process.on("disconnect", () => process.exit());
tell({ urls });
