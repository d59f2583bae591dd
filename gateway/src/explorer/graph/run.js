import { send } from "./send.js";
import { subscribe } from "./subscribe.js";

/**
 * Runs one operation at a time and shows what comes. A subscription that was stopped or broke off can be taken up again:
 * its events go on in the same list.
 */
export class Runner {
  #view;
  #onstate;
  #stop;
  #last;

  /** `onstate` is told `running`, `idle`, or `resumable`. */
  constructor(view, onstate) {
    this.#view = view;
    this.#onstate = onstate;
  }

  get isRunning() {
    return this.#stop !== undefined;
  }

  stop() {
    this.#stop?.();
  }

  /** Sends a query or mutation; gives whether it was answered without errors. */
  async send(request) {
    this.stop();
    const leaving = new AbortController();
    const stop = () => leaving.abort();
    this.#begin(stop);
    this.#view.wait();
    try {
      const show = (result, told) => this.#view.show({ ...told, result });
      const answer = await send({ ...request, signal: leaving.signal }, show);
      this.#view.show(answer);
      return answer.status < 400 && !answer.result?.errors;
    } catch (error) {
      this.#view.fail(leaving.signal.aborted ? "Stopped" : `The gateway cannot be reached: ${error.message}`);
      return false;
    } finally {
      this.#end(stop, "idle");
    }
  }

  subscribe(protocol, request, isResumed = false) {
    this.stop();
    this.#last = { protocol, request };
    this.#view.listen({ isResumed });
    this.#view.tellState("Connecting …", "busy");
    let unsubscribe = () => {};
    const stop = () => unsubscribe();
    this.#begin(stop);
    unsubscribe = subscribe(protocol, request, {
      onOpen: () => this.#view.tellState("Listening", "fine"),
      onResult: (result) => {
        this.#view.addEvent(result);
        this.#view.tellState("Listening", "fine");
      },
      onEnd: (reason, isBroken) => {
        this.#view.tellState(reason, isBroken ? "wrong" : "");
        this.#end(stop, "resumable");
      },
    });
  }

  resume() {
    if (this.#last) this.subscribe(this.#last.protocol, this.#last.request, true);
  }

  #begin(stop) {
    this.#stop = stop;
    this.#onstate("running");
  }

  /** What ends late, after another was begun, is not what is running. */
  #end(stop, state) {
    if (this.#stop !== stop) return;
    this.#stop = undefined;
    this.#onstate(state);
  }
}
