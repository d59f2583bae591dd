import { expect, test } from "@jest/globals";
import { sharing } from "../../src/transports/sharing.ts";
import { query, silentSubgraph } from "../transports/kit/subgraph.ts";

test("a read under way is joined by no read that begins after a write", async () => {
  const { transport, calls } = silentSubgraph();
  let writes = 0;
  const shared = sharing(transport, { writes: () => writes, onShared: () => {} });
  const read = () => shared.execute(query({ body: "{}", callerKey: "ada" }));
  const early = [read(), read()];
  writes++;
  const late = [read(), read()];
  expect(calls).toHaveLength(2);
  calls[1]!.answer({ data: { title: "new" } });
  calls[0]!.answer({ data: { title: "old" } });
  expect(await Promise.all([...early, ...late])).toEqual([
    { data: { title: "old" } },
    { data: { title: "old" } },
    { data: { title: "new" } },
    { data: { title: "new" } },
  ]);
});
