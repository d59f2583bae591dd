/**
 * Why a subgraph gave no answer although it was there to be asked, or was not even asked. The engine tells clients
 * DOWNSTREAM_UNAVAILABLE for all of them; code and message are for logs alone.
 */
export class SubgraphUnavailable extends Error {
  readonly code: "SUBGRAPH_TIMEOUT" | "SUBGRAPH_CIRCUIT_OPEN" | "SUBGRAPH_OVERLOADED";
  readonly subgraph: string;

  constructor(code: SubgraphUnavailable["code"], subgraph: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.subgraph = subgraph;
  }
}

/** No answer in the time that one attempt may take. */
export class SubgraphTimeout extends SubgraphUnavailable {
  constructor(subgraph: string, milliseconds: number) {
    super("SUBGRAPH_TIMEOUT", subgraph, `The subgraph ${subgraph} gave no answer within ${milliseconds} ms`);
  }
}

/** The subgraph failed so often that it is left alone for a while. */
export class CircuitOpen extends SubgraphUnavailable {
  constructor(subgraph: string) {
    super("SUBGRAPH_CIRCUIT_OPEN", subgraph, `The subgraph ${subgraph} is not asked for now, since it kept failing`);
  }
}

/** As many calls as may be are under way already, and as many as may wait are waiting. */
export class SubgraphOverloaded extends SubgraphUnavailable {
  constructor(subgraph: string) {
    super("SUBGRAPH_OVERLOADED", subgraph, `There are too many calls of the subgraph ${subgraph} at a time`);
  }
}
