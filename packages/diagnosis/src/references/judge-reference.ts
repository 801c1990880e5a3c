import type { Basis } from "@latchkey/shared/diagnosis";
import type { Outcome } from "@latchkey/shared/outcome";
import type { InProcess, Reference, ReferenceSyntax } from "@latchkey/shared/references";
import { describeOutcome } from "../describe-outcome.ts";

type Verdict = Reference["verdict"];

/** What is known of one reference. Absent = could not be read. */
export type ReferenceFacts = {
  syntax: ReferenceSyntax;
  /** As Azure names it. `Initialized` is no result. */
  status?: string | undefined;
  statusFrom?: "arm" | "environment" | undefined;
  inProcess: InProcess;
  pinnedVersion: string | null;
  versionInUse?: string | undefined;
  latestVersion?: string | undefined;
  /** What came of reading the secret as the same identity just now. */
  directRead?: Outcome | undefined;
};

/** Azure's statuses in words, and what to do. Source: Microsoft.Web config/configreferences, ResolveStatus. */
const statuses: Readonly<Record<string, { means: string; next: string }>> = {
  InvalidSyntax: { means: "App Service cannot read the reference.", next: "Correct the reference's text." },
  MSINotEnabled: {
    means: "The identity that references use is not there.",
    next: "Switch the system-assigned identity on, or set keyVaultReferenceIdentity to an identity that is assigned.",
  },
  VaultNotFound: { means: "App Service finds no vault of this name.", next: "Correct the vault's name." },
  SecretNotFound: {
    means: "The vault has no secret of this name.",
    next: "Correct the name, or recover the secret.",
  },
  SecretVersionNotFound: {
    means: "The secret has no such version.",
    next: "Take the version out of the reference, or name one that exists.",
  },
  AccessToKeyVaultDenied: {
    means: "The vault refuses the identity that references use.",
    next: "Give that identity Get on the vault's secrets, or set keyVaultReferenceIdentity to one that has it.",
  },
  UnauthorizedClient: {
    means: "The vault did not accept the identity's token.",
    next: "Compare the tenant of the vault with the identity's.",
  },
  FetchTimedOut: {
    means: "The vault did not answer App Service in time.",
    next: "Look at the vault's network rules.",
  },
  OtherReasons: {
    means: "App Service does not say why.",
    next: "Test read the secret as the same identity.",
  },
};

/** Works, broken, or about to break; what the process has and what the vault says come before what ARM remembers. */
export function judgeReference(facts: ReferenceFacts): Verdict {
  const evidence = evidenceOf(facts);
  const verdict = (kind: Verdict["kind"], sentence: string, basis: Basis, next?: string): Verdict => ({
    kind,
    sentence,
    basis,
    evidence,
    ...(next && { next }),
  });
  const { syntax, status, inProcess } = facts;
  if (syntax.kind === "malformed")
    return verdict(
      "broken",
      `The reference is malformed at character ${syntax.position}: ${syntax.reason}`,
      "environment-showed",
      "Correct the reference's text.",
    );
  const basis: Basis = facts.statusFrom === "arm" ? "arm-showed" : "environment-showed";
  if (status !== undefined && status !== "Resolved" && status !== "Initialized")
    return byFailedStatus(facts, verdict, basis);
  if (inProcess === "literal") return byLiteral(facts, verdict);
  if (inProcess === "resolved" || status === "Resolved") return byResolved(facts, verdict, basis);
  return verdict("cannot-tell", "Neither ARM nor this process shows whether it was resolved.", "inferred");
}

type Make = (kind: Verdict["kind"], sentence: string, basis: Basis, next?: string) => Verdict;

const refresh =
  "Change any app setting, or wait up to 24 hours: App Service then resolves its references anew.";

function byFailedStatus(
  { status = "", directRead, inProcess }: ReferenceFacts,
  verdict: Make,
  basis: Basis,
): Verdict {
  const { means, next } = (Object.hasOwn(statuses, status) ? statuses[status] : undefined) ?? {
    means: `App Service says ${status}.`,
    next: "",
  };
  if (directRead?.kind === "allowed")
    return verdict("broken", `${means} The same identity can read the secret by now.`, "vault-said", refresh);
  // A value that was resolved before is kept while the new attempt fails.
  if (inProcess === "resolved")
    return verdict("will-break", `${means} This process still has the value of before.`, basis, next);
  return verdict("broken", means, basis, next);
}

function byLiteral({ directRead, status }: ReferenceFacts, verdict: Make): Verdict {
  const literal = "This process has the text of the reference instead of the value";
  if (status === "Resolved")
    return verdict(
      "broken",
      `${literal}, though App Service has resolved it since.`,
      "environment-showed",
      "Restart the app.",
    );
  if (directRead?.kind === "allowed")
    return verdict(
      "broken",
      `${literal}; the same identity can read the secret by now.`,
      "vault-said",
      refresh,
    );
  if (directRead)
    return verdict(
      "broken",
      `${literal}. ${describeOutcome({ operation: "get", outcome: directRead, named: true })}`,
      "vault-said",
    );
  return verdict(
    "broken",
    `${literal}.`,
    "environment-showed",
    "Look at its status in the portal, or give this app Reader in ARM.",
  );
}

function byResolved(facts: ReferenceFacts, verdict: Make, basis: Basis): Verdict {
  const { directRead, pinnedVersion, versionInUse, latestVersion } = facts;
  if (
    directRead &&
    (directRead.kind === "denied" || directRead.kind === "no-token" || directRead.kind === "secret-not-found")
  )
    return verdict(
      "will-break",
      `It has its value, but the same identity cannot read the secret any more, so the next resolution fails. ${describeOutcome({ operation: "get", outcome: directRead, named: true })}`,
      "vault-said",
    );
  const old = versionInUse && latestVersion && versionInUse.toLowerCase() !== latestVersion.toLowerCase();
  if (old && pinnedVersion)
    return verdict(
      "works-old-version",
      "It works, pinned to a version that is not the latest.",
      basis,
      "Take the version out of the reference, so that it follows the latest.",
    );
  if (old)
    return verdict("works-old-version", "It works with an older version than the latest.", basis, refresh);
  if (directRead?.kind === "allowed")
    return verdict("works", "It is resolved, and the same identity can read the secret.", "vault-said");
  return verdict("works", "It is resolved.", basis);
}

function evidenceOf({
  status,
  statusFrom,
  inProcess,
  directRead,
  versionInUse,
  latestVersion,
}: ReferenceFacts): string[] {
  return [
    ...(status ? [`${statusFrom === "arm" ? "ARM" : "environment"}: status = ${status}`] : []),
    `process: ${inProcess === "literal" ? "the text of the reference" : inProcess === "resolved" ? "a value" : "no such setting"}`,
    ...(versionInUse ? [`version in use = ${versionInUse}`] : []),
    ...(latestVersion ? [`latest version = ${latestVersion}`] : []),
    ...(directRead
      ? [`direct read: ${directRead.kind}${"by" in directRead ? ` by ${directRead.by}` : ""}`]
      : []),
  ];
}
