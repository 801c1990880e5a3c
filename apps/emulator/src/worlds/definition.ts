import type { Ids } from "../world/ids.ts";
import type { World } from "../world/schema.ts";

/** One change of a world that a person plays, as someone would make it in Azure. */
export type Step = {
  id: string;
  title: string;
  /** Ids of the steps that must have been played before. */
  after?: string[];
  /** Pure; playing it twice changes nothing more. */
  apply(world: World): World;
};

export type WorldDefinition = {
  name: string;
  title: string;
  /** A cause has its world, named after it; anything else is a story. */
  about: "story" | "cause";
  build(ids: Ids): World;
  /** Steps that need made-up ids of their own take them from `ids`, so that they stay the same for the same seed. */
  steps(ids: Ids): Step[];
};
