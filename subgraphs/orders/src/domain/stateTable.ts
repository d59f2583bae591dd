/** A state that something can be in. */
export interface State<Name extends string> {
  /** What it may become. A state may follow itself where each time is a happening of its own. */
  readonly next: readonly Name[];
  /** Whether those who wait may stop waiting: what follows, if anything, ends too. */
  readonly ends: boolean;
}

/** Every state of something, and all ways between them. */
export type StateTable<Name extends string> = Readonly<Record<Name, State<Name>>>;

/** A change that the table does not allow: a mistake of the program. */
export class IllegalTransition extends Error {
  override readonly name = "IllegalTransition";
  constructor(what: string, from: string, to: string) {
    super(`${what} that is ${from} cannot become ${to}`);
  }
}

/**
 * Throws for a table with a mistake, so that it is found when the subgraph starts: every state is reached from the
 * first, nothing leads back to that, what does not end leads on, and what ends leads to nothing that does not.
 */
export function checkStateTable<Name extends string>(what: string, first: Name, states: StateTable<Name>): void {
  const names = Object.keys(states) as Name[];
  const reached = new Set<Name>([first]);
  for (const state of reached) for (const next of states[state].next) reached.add(next);

  for (const state of names) {
    const { next, ends } = states[state];
    if (!reached.has(state)) throw new Error(`${what} never becomes ${state}`);
    if (next.includes(first)) throw new Error(`${what}: ${state} leads back to ${first}`);
    if (!ends && next.every((other) => other === state)) throw new Error(`${what}: ${state} neither ends nor leads on`);
    const open = ends ? next.find((other) => !states[other].ends) : undefined;
    if (open) throw new Error(`${what}: ${state} ends it, but leads to ${open}, which does not`);
  }
}

/** The state itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function becomeBy<Name extends string>(what: string, states: StateTable<Name>, from: Name, to: Name): Name {
  if (!states[from].next.includes(to)) throw new IllegalTransition(what, from, to);
  return to;
}
