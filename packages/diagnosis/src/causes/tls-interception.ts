import { advice, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";

const fix: FixMaker = () =>
  advice({
    summary:
      "Trust the proxy's certificate authority (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE), or exempt the vault's and Entra's hosts from inspection.",
    changes: "Which certificate authorities the process trusts.",
    effectiveAfter: "With the next start of the process.",
    risk: "Whoever holds that authority can read the traffic. Never switch certificate checks off.",
  });

export const tlsInterception: CauseKnowledge = {
  title: "TLS is intercepted, or the certificate is not trusted",
  meaning: "A proxy re-signs the connection with a private certificate authority, or the runtime lacks the public ones.",
  next: "Look for a proxy between this app and the vault, and for the certificate authority that it signs with.",
  gate: "network",
  rules: [
    [0.75, "inferred", { any: ["tls-name-mismatch"] }, "something else answers under this name"],
    [
      -0.75,
      "inferred",
      { all: ["tls-name-mismatch", "private-link-in-name"] },
      "the authority is trusted; the name is not the certificate's",
    ],
    [0.9, "inferred", { any: ["tls-untrusted"] }],
  ],
  alike: [{ cause: "invalid-name-or-reference" }, { cause: "vault-unreachable" }],
  fix,
};
