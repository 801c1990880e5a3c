import { describe, expect, test } from "vitest";
import { decideRoleAccess } from "../world/decide-role-access.ts";
import { decideNetwork, decideVaultAccess, type SecretOperation } from "../world/decide-vault-access.ts";
import { hostedSite, identitiesInProcess } from "../world/find.ts";
import { idsFor } from "../world/ids.ts";
import { isReference, resolveReferences } from "../world/key-vault-references.ts";
import { identityId, resourceGroupId, vaultId } from "../world/resource-ids.ts";
import { type Vault, type World, worldSchema } from "../world/schema.ts";
import { countSecrets, findSecret } from "../world/secrets.ts";
import { worldCatalogue, worldDefinition } from "./catalogue.ts";

const build = (name: string, steps: string[] = []) => {
  const definition = worldDefinition(name);
  const ids = idsFor("test", name);
  const known = definition.steps(ids);
  return steps.reduce((world, id) => {
    const step = known.find((candidate) => candidate.id === id);
    if (!step) throw new Error(`No step ${id}.`);
    return step.apply(world);
  }, definition.build(ids));
};

const identitiesOf = identitiesInProcess;

function nameOf(world: World, principalId: string) {
  const user = world.userAssignedIdentities.find((identity) => identity.principalId === principalId);
  return user?.name ?? "system";
}

function verdict(world: World, vault: Vault, principalId: string, operation: SecretOperation) {
  const network = decideNetwork(world, vault).verdict;
  if (network !== "admitted") return network;
  const caller = { principalId, tenantId: world.tenantId };
  return decideVaultAccess(world, { vault, caller, operation }).kind;
}

/** "identity vault: list, get" for every cell, in the order of the world. */
const cells = (world: World) =>
  Object.fromEntries(
    identitiesOf(world).flatMap(({ principalId }) =>
      world.vaults.map((vault) => [
        `${nameOf(world, principalId)} ${vault.name}`,
        [verdict(world, vault, principalId, "list"), verdict(world, vault, principalId, "get")].join(", "),
      ]),
    ),
  );

const allAllowed = (world: World) => Object.values(cells(world)).every((cell) => cell === "allowed, allowed");

const mayReadGroup = (world: World, principalId: string) =>
  decideRoleAccess(world, {
    principalId,
    action: "Microsoft.KeyVault/vaults/read",
    plane: "actions",
    resourceId: resourceGroupId(world, "rg-orders"),
  }).allowed;

describe.each(worldCatalogue.map(({ name }) => name))("world %s", (name) => {
  test("fits its schema, before and after each of its steps, and a step played twice changes nothing more", () => {
    expect(worldSchema.parse(build(name))).toEqual(build(name));
    for (const step of worldDefinition(name).steps(idsFor("test", name))) {
      const world = build(name, step.after);
      const after = step.apply(world);
      expect(after).not.toEqual(world);
      expect(worldSchema.parse(after)).toEqual(after);
      expect(step.apply(after)).toEqual(after);
    }
  });

  test("is the same for the same seed, and has other ids for another", () => {
    expect(build(name)).toEqual(build(name));
    const other = worldDefinition(name).build(idsFor("other", name));
    expect(other.subscription.id).not.toBe(build(name).subscription.id);
  });

  test("has unique ids, names a hosted site, and assigns only identities that exist", () => {
    const world = build(name);
    const principals = identitiesOf(world).flatMap(({ principalId, clientId }) => [principalId, clientId]);
    expect(new Set(principals).size).toBe(principals.length);
    const known = world.userAssignedIdentities.map((identity) => identityId(world, identity));
    expect(known).toEqual(expect.arrayContaining(hostedSite(world).userAssigned));
    const addresses = world.vaults.map(({ publicAddress }) => publicAddress);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe("mixed", () => {
  const denied = "denied-by-firewall, denied-by-firewall";
  const disabled = "public-access-disabled, public-access-disabled";

  test("has the outcomes that its comment promises", () => {
    expect(cells(build("mixed"))).toEqual({
      "system kv-orders": "allowed, allowed",
      "system kv-payments": "denied-by-role, denied-by-role",
      "system kv-archive": denied,
      "system kv-partner": disabled,
      "id-orders kv-orders": "denied-by-policy, allowed",
      "id-orders kv-payments": "allowed, allowed",
      "id-orders kv-archive": denied,
      "id-orders kv-partner": disabled,
      "id-reporting kv-orders": "denied-by-policy, denied-by-policy",
      "id-reporting kv-payments": "allowed, denied-by-role",
      "id-reporting kv-archive": denied,
      "id-reporting kv-partner": disabled,
    });
  });

  test("selects id-orders, and only the system-assigned identity may read the group", () => {
    const world = build("mixed");
    const { AZURE_CLIENT_ID } = hostedSite(world).appSettings;
    expect(world.userAssignedIdentities.find(({ name }) => name === "id-orders")?.clientId).toBe(
      AZURE_CLIENT_ID,
    );
    expect(identitiesOf(world).map(({ principalId }) => mayReadGroup(world, principalId))).toEqual([
      true,
      false,
      false,
    ]);
  });

  const steps: [step: string, cell: string][] = [
    ["grant-get-list-on-kv-orders-to-id-reporting", "id-reporting kv-orders"],
    ["grant-secrets-user-on-kv-payments-to-system", "system kv-payments"],
    ["grant-secrets-user-on-kv-payments-to-id-reporting", "id-reporting kv-payments"],
    ["admit-address-on-kv-archive", "id-orders kv-archive"],
    ["use-private-dns-for-kv-partner", "id-orders kv-partner"],
  ];
  test.each(steps)("step %s opens %s", (step, cell) => {
    expect(cells(build("mixed", [step]))[cell]).toBe("allowed, allowed");
  });

  test("with every step but one cell left: id-orders may not list kv-orders", () => {
    const closed = Object.entries(
      cells(
        build(
          "mixed",
          steps.map(([step]) => step),
        ),
      ),
    ).filter(([, outcome]) => outcome !== "allowed, allowed");
    expect(closed).toEqual([["id-orders kv-orders", "denied-by-policy, allowed"]]);
  });

  test("has one reference that is resolved and one that is denied, until the grant and a restart", () => {
    const statuses = (world: World) =>
      resolveReferences(world, hostedSite(world)).map(({ status }) => status);
    expect(statuses(build("mixed"))).toEqual(["Resolved", "AccessToKeyVaultDenied"]);
    expect(statuses(build("mixed", ["grant-secrets-user-on-kv-payments-to-system"]))).toEqual([
      "Resolved",
      "Resolved",
    ]);
  });

  test("keeps in kv-orders every kind of trouble that a page must show", () => {
    const vault = build("mixed").vaults[0];
    if (vault?.secrets.kind !== "listed") throw new Error("kv-orders lists its secrets.");
    const { secrets } = vault.secrets;
    const current = secrets.map(({ versions }) => versions.at(-1));
    expect(secrets.some(({ name }) => name.length === 127)).toBe(true);
    expect(secrets.some(({ deletedDaysAgo }) => deletedDaysAgo !== undefined)).toBe(true);
    expect(current.some((version) => version?.value === "")).toBe(true);
    expect(current.some((version) => version?.value.endsWith("\n") && !version.value.includes("BEGIN"))).toBe(
      true,
    );
    expect(current.some((version) => version && !version.enabled)).toBe(true);
    expect(current.some((version) => version && isReference(version.value))).toBe(true);
    expect(current.map((version) => version?.contentType)).toEqual(
      expect.arrayContaining([expect.stringContaining("=HYPERLINK("), expect.stringContaining("<script>")]),
    );
  });
});

test("healthy: everything is allowed, the private vault by private link", () => {
  const world = build("healthy");
  expect(world.vaults.length).toBe(3);
  expect(allAllowed(world)).toBe(true);
  expect(world.vaults.map((vault) => decideNetwork(world, vault).route)).toEqual([
    "public",
    "public",
    "private-link",
  ]);
});

test("user-assigned-not-selected: everything granted, nothing selected until the step", () => {
  const world = build("user-assigned-not-selected");
  expect(allAllowed(world)).toBe(true);
  expect(hostedSite(world).systemAssigned).toBeUndefined();
  expect(hostedSite(world).appSettings.AZURE_CLIENT_ID).toBeUndefined();
  const { appSettings } = hostedSite(build("user-assigned-not-selected", ["set-client-id"]));
  expect(appSettings.AZURE_CLIENT_ID).toBe(appSettings.LATCHKEY_CLIENT_IDS);
});

test("no-identity-on-host: no identity, and everything allowed after the step", () => {
  expect(identitiesOf(build("no-identity-on-host"))).toEqual([]);
  const after = build("no-identity-on-host", ["assign-system-assigned"]);
  expect(identitiesOf(after).length).toBe(1);
  expect(allAllowed(after)).toBe(true);
});

test("arm-permission-or-scope: vaults open, ARM closed until the step", () => {
  const world = build("arm-permission-or-scope");
  const mayRead = (of: World) => identitiesOf(of).map(({ principalId }) => mayReadGroup(of, principalId));
  expect(allAllowed(world)).toBe(true);
  expect(mayRead(world)).toEqual([false, false]);
  expect(mayRead(build("arm-permission-or-scope", ["grant-reader"]))).toEqual([true, true]);
});

test("slow: three identities, five vaults, all allowed, 20 ms a hop", () => {
  const world = build("slow");
  expect([identitiesOf(world).length, world.vaults.length, world.latency.perHopMs]).toEqual([3, 5, 20]);
  expect(allAllowed(world)).toBe(true);
});

test("large: 25,000 secrets without one being kept", () => {
  const world = build("large");
  expect(world.vaults.map(countSecrets)).toEqual([25_000, 11]);
  expect(JSON.stringify(world).length).toBeLessThan(20_000);
  expect(vaultId(world, world.vaults[0] as Vault)).toContain("/vaults/kv-large");
  expect(allAllowed(world)).toBe(true);
});

describe.each(["article", "article-rbac"])("%s", (name) => {
  const told = ["create-identity", "grant-access", "assign-identity"];

  test("begins with the system-assigned identity alone, which reads the one secret", () => {
    const world = build(name);
    expect(cells(world)).toEqual({ "system kv-orders": "allowed, allowed" });
    expect(world.userAssignedIdentities).toEqual([]);
    expect(findSecret(world.vaults[0] as Vault, "TopSecret")).toBeDefined();
  });

  test("leaves the user-assigned identity alone with every right, and nothing that selects it until the last step", () => {
    const world = build(name, told);
    expect(cells(world)).toEqual({ "id-orders kv-orders": "allowed, allowed" });
    expect(hostedSite(world).systemAssigned).toBeUndefined();
    expect(identitiesOf(world).map(({ principalId }) => mayReadGroup(world, principalId))).toEqual([true]);
    const settings = (steps: string[]) => hostedSite(build(name, steps)).appSettings;
    expect(settings([...told, "set-connection-string"]).AZURE_CLIENT_ID).toBeUndefined();
    expect(settings([...told, "set-connection-string", "set-client-id"]).AZURE_CLIENT_ID).toBe(
      world.userAssignedIdentities[0]?.clientId,
    );
  });
});

test("slots: each slot's identity opens its own vault, and the swap opens the other's", () => {
  expect(hostedSite(build("slots")).slot).toBe("staging");
  const denied = "denied-by-policy, denied-by-policy";
  const staging = { "system kv-orders": denied, "system kv-staging": "allowed, allowed" };
  const production = { "system kv-orders": "allowed, allowed", "system kv-staging": denied };
  expect(cells(build("slots"))).toEqual(staging);
  expect(cells(build("slots", ["swap-left-wrong-identity"]))).toEqual(production);
  expect(cells(build("slots", ["swap-left-wrong-identity", "restart-slot"]))).toEqual(staging);
});
