/** The thread that reads supergraphs and plans operations, so that neither holds up requests (see plannerInThread.ts). */
import { parentPort } from "node:worker_threads";
import { type ReadSupergraph, readSupergraph } from "./apolloPlanner.ts";
import type { ThreadAnswer, ThreadQuestion, ThreadRequest } from "./threadMessages.ts";

const supergraphs = new Map<number, ReadSupergraph>();

function answer(question: ThreadQuestion): ThreadAnswer {
  try {
    if (question.kind === "load") return load(question);
    const read = supergraphs.get(question.supergraph);
    if (!read) throw new Error("The supergraph is not loaded");
    return { kind: "planned", node: read.plan(question.operation) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function load({ supergraph, sdl }: Extract<ThreadQuestion, { kind: "load" }>): ThreadAnswer {
  const read = readSupergraph(sdl);
  supergraphs.set(supergraph, read);
  return { kind: "loaded", apiSdl: read.apiSdl };
}

parentPort!.on("message", (request: ThreadRequest) => {
  if (request.kind === "release") supergraphs.delete(request.supergraph);
  else parentPort!.postMessage(answer(request));
});
