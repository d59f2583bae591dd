import { createConnection, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A statement as the platform sent it, its values in the text form in which the database reads them. */
export interface RecordedStatement {
  readonly label: string;
  readonly schema: string;
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/** The option for Node that loads the recorder into a program, listening on a socket. */
export function recorderOption(socketPath: string): string {
  const module = new URL("./recorder.ts", import.meta.url);
  module.search = encodeURIComponent(socketPath);
  return `--import=${module.href}`;
}

/** The statements that a program with the recorder sends for requests while the work is done. */
export async function recordStatements(
  socketPath: string,
  work: () => Promise<unknown>,
): Promise<readonly RecordedStatement[]> {
  const socket = createConnection(socketPath);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  try {
    await say(socket, lines, "start");
    await work();
    return JSON.parse(await say(socket, lines, "stop")) as RecordedStatement[];
  } finally {
    socket.destroy();
  }
}

async function say(socket: Socket, lines: AsyncIterator<string>, word: string): Promise<string> {
  socket.write(`${word}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error("The platform's recorder has gone");
  return value;
}
