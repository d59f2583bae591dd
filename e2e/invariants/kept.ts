import type { Plan } from "./plan.ts";

/** What of a plan is left: by actor ("shopper-3", "staff-0") the places of their operations. */
export type Kept = ReadonlyMap<string, readonly number[]>;

/** All of a plan. */
export function allOf({ shoppers, staff }: Plan): Kept {
  const everything = (name: string, actors: Plan["shoppers"] | Plan["staff"]) =>
    actors.map((operations, index) => [`${name}-${index}`, operations.map((_, place) => place)] as const);
  return new Map([...everything("shopper", shoppers), ...everything("staff", staff)]);
}

/** The plan with what is kept alone. Whoever does nothing in it stays there, so that the others keep their names. */
export function keep(plan: Plan, kept: Kept): Plan {
  const left = <Operation>(name: string, actors: readonly (readonly Operation[])[]) =>
    actors.map((operations, index) => {
      const places = kept.get(`${name}-${index}`) ?? [];
      return operations.filter((_, place) => places.includes(place));
    });
  return { ...plan, shoppers: left("shopper", plan.shoppers), staff: left("staff", plan.staff) };
}

/** As `--keep` takes it: `shopper-3:0,1,7 staff-0:2`. */
export function textOf(kept: Kept): string {
  return [...kept]
    .filter(([, places]) => places.length > 0)
    .map(([actor, places]) => `${actor}:${places.join()}`)
    .join(" ");
}

/** Throws with what is wrong in a sentence. */
export function keptIn(text: string): Kept {
  const actors = text.split(" ").map((each) => {
    const [, actor, places] = /^((?:shopper|staff)-\d+):(\d+(?:,\d+)*)$/.exec(each) ?? [];
    if (!actor || !places) throw new Error(`--keep: ${each} is not like shopper-3:0,1,7`);
    return [actor, places.split(",").map(Number)] as const;
  });
  return new Map(actors);
}
