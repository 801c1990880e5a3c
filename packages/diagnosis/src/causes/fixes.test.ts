import { type CauseId, causeIdSchema, fixSchema } from "@latchkey/shared/diagnosis";
import { describe, expect, test } from "vitest";
import type { FixContext } from "../fix-context.ts";
import { writeFix } from "../fixes/fix-draft.ts";
import { causes } from "./index.ts";

const principalId = "11111111-1111-4111-8111-111111111111";
const vaultId = "/subscriptions/s/resourceGroups/rg-kv/providers/Microsoft.KeyVault/vaults/kv-orders";
const full: FixContext = {
  app: { name: "app-orders", resourceGroup: "rg-app", subscriptionId: "s", slot: "staging" },
  vault: { name: "kv-orders", resourceId: vaultId, permissionModel: "access-policy" },
  identity: {
    kind: "user-assigned",
    name: "id-orders",
    clientId: "33333333-3333-4333-8333-333333333333",
    principalId,
    resourceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders",
  },
  policy: { objectId: principalId, secrets: ["Get", "set", "delete"] },
  address: "20.1.2.3",
  secretName: "db-password",
  armReadable: true,
};
const fixes = causeIdSchema.options.filter((id) => id !== "unknown");
/** Names of networks that only the operator knows. */
const notOurs = /<(?:vnet|subnet|nsg|link|connection|dns|priority|resource-group)[a-z-]*>/g;

const fixFor = (id: CauseId, context: FixContext) => {
  const { fix } = causes[id];
  return fix && writeFix(fix, context);
};

describe("every cause has a fix", () => {
  test.each(fixes)("%s: complete, and without a placeholder for what is known", (id) => {
    const fix = fixSchema.parse(fixFor(id, full));
    for (const text of [fix.commands.bash, fix.commands.powershell, fix.undo, fix.bicep ?? ""])
      expect(text.replace(notOurs, "")).not.toMatch(/<[a-z-]+>/);
    for (const part of [fix.summary, fix.changes, fix.undo, fix.effectiveAfter, fix.risk]) expect(part).not.toBe("");
  });

  test.each(fixes)("%s: with nothing known, placeholders stand quoted and no link leads nowhere", (id) => {
    const fix = fixFor(id, { armReadable: false });
    expect(fix?.commands.bash ?? "").not.toMatch(/(?<!['\w/=])<[a-z-]+>/);
    expect(fix?.portal).toBeUndefined();
  });

  test("unknown has none", () => {
    expect(fixFor("unknown", full)).toBeUndefined();
  });
});

describe("a fix never takes access away", () => {
  test("set-policy names what the entry has plus what is missing, and its undo what it had", () => {
    const fix = fixFor("access-policy-missing", full);
    expect(fix?.commands.bash).toMatch(/--secret-permissions get set delete list$/);
    expect(fix?.undo).toMatch(/--secret-permissions get set delete$/);
    expect(fix?.note).toBeUndefined();
  });

  test("an entry with all keeps all", () => {
    const fix = fixFor("access-policy-missing", {
      ...full,
      policy: { objectId: principalId, secrets: ["all"] },
    });
    expect(fix?.commands.bash).toMatch(/--secret-permissions all$/);
  });

  test("an entry that could not be read: the note says what would be replaced", () => {
    const fix = fixFor("access-policy-missing", { ...full, policy: undefined });
    expect(fix?.note).toContain("replaces the secret permissions");
  });

  test("a compound entry stays, a plain one comes beside it", () => {
    const fix = fixFor("access-policy-compound-identity", {
      ...full,
      policy: { objectId: principalId, applicationId: "a", secrets: ["get"] },
    });
    expect(fix?.commands.bash).toContain("set-policy");
    expect(fix?.commands.bash).not.toContain("delete");
  });

  test.each(fixes)("%s: no command removes, purges or replaces a set", (id) => {
    for (const context of [full, { armReadable: false }]) {
      const fix = fixFor(id, context);
      const verbs = (fix?.commands.bash ?? "").split("\n").map((line) => line.split(" --")[0]);
      expect(verbs.join("\n")).not.toMatch(/ (?:delete|remove|purge)/);
      expect(fix?.commands.bash ?? "").not.toMatch(/properties\.accessPolicies|config\/appsettings |[ .]identity=/);
      if (fix?.bicep?.includes("accessPolicies")) expect(fix.bicep).toContain("name: 'add'");
    }
  });
});

describe("grants are as narrow as they can be", () => {
  const rbac: FixContext = {
    ...full,
    vault: { name: "kv-orders", resourceId: vaultId, permissionModel: "rbac" },
  };

  test("by role: object ID with its type, role by id with its name, scope of the vault", () => {
    const fix = fixFor("rbac-role-missing", rbac);
    expect(fix?.commands.bash).toBe(
      `# role 4633458b-17de-408a-b874-0445c86b69e6: Key Vault Secrets User\naz role assignment create --assignee-object-id ${principalId} --assignee-principal-type ServicePrincipal --role 4633458b-17de-408a-b874-0445c86b69e6 --scope ${vaultId}`,
    );
    expect(fix?.condition).toBeUndefined();
  });

  test("a grant goes into the vault's own model", () => {
    expect(fixFor("permission-model-mismatch", rbac)?.commands.bash).toContain("role assignment create");
    expect(fixFor("permission-model-mismatch", full)?.commands.bash).toContain("set-policy");
  });

  test("a model that could not be read makes it conditional", () => {
    expect(fixFor("rbac-role-missing", { ...rbac, vault: { name: "kv-orders" } })?.condition).toMatch(/^If /);
  });

  test("rights to look that were missing make it conditional", () => {
    for (const id of ["no-identity-on-host", "client-id-not-assigned", "reference-identity-not-selected"] as const)
      expect(fixFor(id, { ...full, armReadable: false })?.condition).toMatch(/^If /);
  });

  test("the slot is named, but for the production slot", () => {
    expect(fixFor("user-assigned-not-selected", full)?.commands.bash).toContain("--slot staging");
    const production = { ...full, app: { name: "app-orders", slot: "Production" } };
    expect(fixFor("user-assigned-not-selected", production)?.commands.bash).not.toContain("--slot");
  });
});
