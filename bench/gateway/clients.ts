/**
 * The clients, in a process of their own: for each order they send requests over and over on so many connections, and
 * report how long the answers took. An answer of another status or length than expected is wrong.
 */
import { type Dispatcher, Pool } from "undici";
import { quantile } from "../src/statistics.ts";
import { aroundTags, tagOf } from "./tags.ts";

/** What the clients are to do. */
export interface LoadOrder {
  readonly url: string;
  /** A request with the first tag. */
  readonly body: string;
  readonly isRepeated: boolean;
  /** Of the right answer. */
  readonly bytes: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly requests: number;
  /** From the first request to the last answer: requests under way at the end are waited for. */
  readonly seconds: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly wrong: number;
  /** Of one of the wrong answers, to see what is wrong. */
  readonly wrongAnswer: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** How it begins. */
  readonly first: string;
}

/** Never the first tag, and never one a second time, whichever gateway is asked. */
let lastTag = 0;

process.on("message", (order: LoadOrder) => {
  void obey(order).then((report) => process.send?.(report));
});
process.on("disconnect", () => process.exit());

async function obey({ url, body, isRepeated, bytes, connections, seconds }: LoadOrder): Promise<LoadReport> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const around = aroundTags(body);
  const durations: number[] = [];
  const wrong: Answer[] = [];
  const began = performance.now();
  const end = began + seconds * 1000;

  async function askOnAndOn(): Promise<void> {
    for (let sent = performance.now(); sent < end; ) {
      const answer = await post(pool, pathname, isRepeated ? body : around.join(tagOf(++lastTag)));
      const received = performance.now();
      durations.push(received - sent);
      if (answer.status !== 200 || answer.bytes !== bytes) wrong.push(answer);
      sent = received;
    }
  }

  await Promise.all(Array.from({ length: connections }, askOnAndOn));
  const ended = performance.now();
  await pool.close();
  return {
    requests: durations.length,
    seconds: (ended - began) / 1000,
    p50: quantile(durations, 0.5),
    p99: quantile(durations, 0.99),
    wrong: wrong.length,
    wrongAnswer: wrong[0] && `status ${wrong[0].status}, ${wrong[0].bytes} bytes: ${wrong[0].first}`,
  };
}

const headers = { "content-type": "application/json", accept: "application/json" };

function post(pool: Dispatcher, path: string, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    let status = 0;
    let bytes = 0;
    let first = "";
    pool.dispatch(
      { method: "POST", path, headers, body },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          if (bytes === 0 && status !== 200) first = chunk.toString("utf8", 0, 500);
          bytes += chunk.length;
        },
        onResponseEnd: () => resolve({ status, bytes, first }),
        onResponseError: (_, error) => resolve({ status: 0, bytes, first: error.message }),
      },
    );
  });
}
