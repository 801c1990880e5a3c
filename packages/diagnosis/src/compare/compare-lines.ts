import type { CompareAnswer } from "@latchkey/shared/compare";
import type { Identity, TokenClaims } from "@latchkey/shared/identity";

type Line = CompareAnswer["claims"][number];

const claimTitles: Record<keyof TokenClaims, string> = {
  appid: "Client ID",
  oid: "Object (principal) ID",
  tid: "Tenant ID",
  aud: "Audience",
  iss: "Issuer",
  exp: "Expires",
  xms_mirid: "Resource ID of the identity",
  idtyp: "Kind of token",
};

/** The tokens' claims side by side. When a token expires is shown, but is no difference. */
export function claimLines(left: Identity, right: Identity): Line[] {
  return (Object.keys(claimTitles) as (keyof TokenClaims)[]).map((claim) => {
    const [ours, theirs] = [left, right].map(({ token }) => claimText(token.claims, claim));
    return {
      id: claim,
      title: claimTitles[claim],
      left: ours ?? null,
      right: theirs ?? null,
      differs: claim !== "exp" && ours !== theirs,
    };
  });
}

function claimText(claims: TokenClaims | undefined, claim: keyof TokenClaims): string | null {
  const value = claims?.[claim];
  if (value === undefined) return null;
  return typeof value === "number" ? new Date(value * 1_000).toISOString() : value;
}

type Life = { id: string; title: string; system: string; user: string };

/** Microsoft Learn, "What are managed identities for Azure resources?" and "How to use managed identities for App Service". */
const lives: Life[] = [
  {
    id: "dies-with-app",
    title: "When the app is deleted",
    system: "It is deleted with the app, and so is every grant's use",
    user: "It stays, with its grants, until it is deleted itself",
  },
  {
    id: "per-slot",
    title: "In a deployment slot",
    system: "Each slot has one of its own, which needs grants of its own",
    user: "The same identity can be assigned to every slot",
  },
  {
    id: "shareable",
    title: "For several apps",
    system: "Belongs to this app only",
    user: "Can be assigned to many apps, which then share its grants",
  },
  {
    id: "needs-selecting",
    title: "Has code to be told?",
    system: "No: it is what a request without an ID gets",
    user: "Yes: by AZURE_CLIENT_ID or in code, even when it is the only one",
  },
  {
    id: "before-deployment",
    title: "Granted before the first deployment",
    system: "No: it exists only once the app does",
    user: "Yes: it can be created and granted first",
  },
];

/** How the two kinds of identity live. *As configured* lives as the identity that it is. */
export function lifecycleLines(left: Kind, right: Kind): Line[] {
  return lives.map(({ id, title, ...texts }) => {
    const [ours, theirs] = [left, right].map((kind) =>
      kind === undefined ? null : texts[kind === "system-assigned" ? "system" : "user"],
    );
    return { id, title, left: ours ?? null, right: theirs ?? null, differs: ours !== theirs };
  });
}

/** undefined: *As configured* gets no identity. */
export type Kind = "system-assigned" | "user-assigned" | undefined;
