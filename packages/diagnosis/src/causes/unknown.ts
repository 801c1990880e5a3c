import type { CauseKnowledge } from "./cause.ts";

export const unknown: CauseKnowledge = {
  title: "Not decided by the evidence",
  meaning: "What is known fits no cause, or several equally well.",
  next: "Check again; if it stays, look for a proxy between this app and the vault.",
  unstaged: "It is what is left when nothing else fits.",
  rules: [[0.4, "environment-showed", { any: ["reference-literal"] }, "Microsoft Learn, Use Key Vault references as app settings"]],
  alike: [
    {
      cause: "reference-identity-not-selected",
      ask: ["referenceIdentity", "systemAssigned", "userAssignedCount", "callerAccessPolicy"],
      settledBy: [],
      when: { any: ["reference-literal"] },
    },
  ],
};
