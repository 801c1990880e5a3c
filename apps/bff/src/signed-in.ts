import type { Person } from "@latchkey/shared/person";

/** Who asks. `id` is the object ID in Microsoft Entra ID, or `local` for whoever holds the start token. */
export type SignedIn = Person & { id: string };
