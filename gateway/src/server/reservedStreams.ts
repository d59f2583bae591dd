import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult } from "graphql";
import { errorOf } from "../pipeline/maskErrors.ts";
import type { Answer } from "../pipeline/pipeline.ts";
import { type Refusal, refusal } from "../pipeline/refusal.ts";
import { openEventStream } from "./eventStream.ts";
import type { OpenStreams, StreamWriter } from "./streamWriter.ts";

/** An event stream that carries the results of operations sent beside it. */
interface Reservation {
  readonly token: string;
  /** Resolves once the client has connected; results wait for that. */
  readonly connected: Promise<StreamWriter>;
  readonly connect: (writer: StreamWriter) => void;
  readonly operations: Map<string, CarriedOperation>;
  isConnected: boolean;
  timer: NodeJS.Timeout;
}

/** An operation whose results are, or will be, carried by a stream. */
interface CarriedOperation {
  /** Unset until the operation is answered, and for one with a single result. */
  results: AsyncGenerator<ExecutionResult, void> | undefined;
  isOver: boolean;
}

const tokenHeader = "x-graphql-event-stream-token";
/** How long a reservation waits for its connection. */
const waitMilliseconds = 30_000;

/** The token that a request carries, in a header or, for a browser's EventSource, in its URL. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers[tokenHeader];
  if (typeof header === "string") return header;
  const { token } = request.query as { readonly token?: unknown };
  return typeof token === "string" ? token : undefined;
}

/**
 * The "single connection mode" of GraphQL over SSE, for browsers, which open no more than six connections to a host: a
 * client reserves a stream, connects it, and sends operations whose results come by it, each under an id of its own.
 * The token is the right to a stream. Reservations and the operations of each are bounded.
 */
export class ReservedStreams {
  readonly #reservations = new Map<string, Reservation>();
  readonly #streams: OpenStreams;
  readonly #bounds: { readonly reservations: number; readonly operations: number };

  constructor(streams: OpenStreams, bounds: { readonly reservations: number; readonly operations: number }) {
    this.#streams = streams;
    this.#bounds = bounds;
  }

  /** PUT: a new reservation's token. */
  reserve(reply: FastifyReply): FastifyReply {
    if (this.#streams.isFull || this.#reservations.size >= this.#bounds.reservations) {
      throw refusal("There are too many event streams; try again later", { code: "SERVICE_UNAVAILABLE", status: 503 });
    }
    const { promise, resolve } = Promise.withResolvers<StreamWriter>();
    const token = randomBytes(24).toString("base64url");
    const timer = setTimeout(() => this.#forget(token), waitMilliseconds).unref();
    this.#reservations.set(token, {
      token,
      connected: promise,
      connect: resolve,
      operations: new Map(),
      isConnected: false,
      timer,
    });
    return reply.code(201).type("text/plain; charset=utf-8").send(token);
  }

  /** GET with the token: connects the stream. */
  connect(token: string, reply: FastifyReply): FastifyReply {
    const reservation = this.#find(token);
    if (reservation.isConnected)
      throw refusal("The event stream is open already", { code: "BAD_REQUEST", status: 409 });
    clearTimeout(reservation.timer);
    reservation.isConnected = true;
    reply.raw.once("close", () => this.#forget(token));
    reservation.connect(openEventStream(reply, this.#streams));
    return reply;
  }

  /**
   * POST with the token: takes the place of an operation, whose answer is then sent by `carry`. Throws a Refusal when the
   * id is missing or taken, or the stream carries too many.
   */
  open(token: string, operationId: unknown): { carry(answer: Answer): void; cancel(): void } {
    const reservation = this.#find(token);
    const { operations } = reservation;
    if (typeof operationId !== "string" || operationId === "") {
      throw refusal("`extensions.operationId` must name the operation", { code: "BAD_REQUEST" });
    }
    if (operations.has(operationId)) {
      throw refusal("The operation's id is taken on this stream", { code: "BAD_REQUEST", status: 409 });
    }
    if (operations.size >= this.#bounds.operations) {
      throw refusal(`At most ${this.#bounds.operations} operations may run on one stream`, { code: "BAD_REQUEST" });
    }
    const operation: CarriedOperation = { results: undefined, isOver: false };
    operations.set(operationId, operation);
    return {
      carry: (answer) => void carry(reservation, operationId, operation, answer),
      cancel: () => void operations.delete(operationId),
    };
  }

  /** DELETE with the token: ends an operation. */
  end(token: string, operationId: unknown, reply: FastifyReply): FastifyReply {
    const { operations } = this.#find(token);
    const operation = typeof operationId === "string" ? operations.get(operationId) : undefined;
    if (operation) end(operation);
    return reply.code(200).send();
  }

  /** The stream is closed, or nobody came to connect it: nothing could carry the results any more. */
  #forget(token: string): void {
    const reservation = this.#reservations.get(token);
    this.#reservations.delete(token);
    for (const operation of reservation?.operations.values() ?? []) end(operation);
  }

  #find(token: string): Reservation {
    const reservation = this.#reservations.get(token);
    if (!reservation) throw unknownStream();
    return reservation;
  }
}

async function carry(
  { connected, operations }: Reservation,
  id: string,
  operation: CarriedOperation,
  answer: Answer,
): Promise<void> {
  if (answer.kind !== "single") operation.results = answer.results;
  if (operation.isOver) end(operation);
  const writer = await connected;
  const send = (event: string, data: object) => writer.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  try {
    if (answer.kind !== "single") {
      for await (const result of answer.results) {
        // A source that never waits would not let the end of the connection be noticed.
        if (writer.isClosed) return;
        await send("next", { id, payload: result });
      }
    } else if (!operation.isOver) await send("next", { id, payload: answer.result });
  } catch (error) {
    await send("next", { id, payload: { errors: [errorOf(error)] } });
  } finally {
    operations.delete(id);
    await send("complete", { id });
  }
}

/** The operation is to give nothing more. */
function end(operation: CarriedOperation): void {
  operation.isOver = true;
  void operation.results?.return();
}

function unknownStream(): Refusal {
  return refusal("There is no such event stream", { code: "NOT_FOUND", status: 404 });
}
