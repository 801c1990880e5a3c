import type { FixMaker } from "../fixes/fix-draft.ts";
import { grantPolicy } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { rbac, refusals } from "./condition.ts";

/** The compound entry stays; a plain one beside it is what the app's own token fits. */
const fix: FixMaker = (context) => ({
  ...grantPolicy({ ...context, policy: context.policy?.applicationId ? null : context.policy }),
  note: "The entry that names an authorized application stays as it is. Once reading works, remove it if nobody needs it.",
});

export const accessPolicyCompoundIdentity: CauseKnowledge = {
  title: "The access policy entry names an authorized application too",
  meaning: "Such an entry only fits tokens that a user obtained through that application, so the app's own token is refused.",
  next: "Add an access policy for the identity's Object (principal) ID without an authorized application.",
  rules: [
    [0.94, "vault-said", { any: ["policy-compound"] }, "Key Vault inner error codes (Microsoft Learn, REST error codes)"],
    [
      0.9,
      "arm-showed",
      { any: refusals, facts: { callerAccessPolicy: (policy) => policy?.applicationId === true }, unless: { permissionModel: rbac } },
    ],
  ],
  alike: [{ cause: "access-policy-missing" }, { cause: "wrong-identity-selected" }],
  fix,
};
