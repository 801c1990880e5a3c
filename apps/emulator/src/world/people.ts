import { deriveGuid } from "./ids.ts";

/** Someone who is signed in, as Easy Auth tells the app about them. */
export type Person = { objectId: string; name: string; userName: string; roles: string[] };

/** Someone who can sign in. */
export type Persona = Person & { id: string };

/** All roles, one role, none. The first one is whom a request without a session stands for. */
const cast = [
  {
    id: "dana",
    name: "Dana Reyes",
    userName: "dana.reyes@contoso.example",
    roles: ["Latchkey.Viewer", "Latchkey.Tester"],
  },
  { id: "sam", name: "Sam Okafor", userName: "sam.okafor@contoso.example", roles: ["Latchkey.Viewer"] },
  { id: "kim", name: "Kim Lindqvist", userName: "kim.lindqvist@contoso.example", roles: [] },
];

export const defaultPersonaId = "dana";

/** The three personas, with the same object IDs for the same seed in every world. */
export const personasFor = (seed: string): Persona[] =>
  cast.map((persona) => ({ ...persona, objectId: deriveGuid(seed, "person", persona.id) }));

export class UnknownPersona extends Error {
  override name = "UnknownPersona";
}

/** @throws UnknownPersona, naming the ones there are. */
export function personaNamed(seed: string, id: string): Persona {
  const personas = personasFor(seed);
  const found = personas.find((persona) => persona.id === id);
  if (found) return found;
  const known = personas.map((persona) => persona.id).join(", ");
  throw new UnknownPersona(`There is no persona "${id}". There are: ${known}.`);
}
