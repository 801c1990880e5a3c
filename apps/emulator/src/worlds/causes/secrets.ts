import { changeHostedSite, changeVault, setAppSettings } from "../../world/changes.ts";
import { findUserAssigned, hostedSite } from "../../world/find.ts";
import type { Ids } from "../../world/ids.ts";
import type { Secret, World } from "../../world/schema.ts";
import { secretOf, vaultUri } from "../parts.ts";
import { secretValues } from "../secret-values.ts";
import { causeWorld } from "./ready-world.ts";

const secretName = "shipping-key";

const shippingKey = (ids: Ids, parts: Parameters<typeof secretOf>[3] = {}): Secret =>
  secretOf(ids, `kv-payments/${secretName}`, secretValues.apiKey(ids, "shipping"), parts);

/** The world in which kv-payments holds the secret like this, or not at all. */
const holding = (world: World, secret: Secret | undefined) =>
  changeVault(world, "kv-payments", (vault) => {
    if (vault.secrets.kind !== "listed") return vault;
    const others = vault.secrets.secrets.filter(({ name }) => name !== secretName);
    return { ...vault, secrets: { kind: "listed", secrets: secret ? [...others, secret] : others } };
  });

const reference = (inner: string) => `@Microsoft.KeyVault(${inner})`;

/** Whoever resolves references is told to use id-orders. */
function referencesUse(world: World): World {
  const [resourceId] = hostedSite(world).userAssigned;
  if (resourceId === undefined || !findUserAssigned(world, resourceId)) return world;
  return changeHostedSite(world, (site) => ({ ...site, keyVaultReferenceIdentity: resourceId }));
}

const apiKeyReference = reference(`SecretUri=${vaultUri("kv-payments")}/secrets/api-key/`);

/** Worlds in which vault and identity get on, and one secret or one reference does not. */
export const secretWorlds = [
  causeWorld({
    name: "secret-not-found",
    title: `kv-payments holds no secret named ${secretName}`,
    broken: (world) => holding(world, undefined),
    fix: {
      id: "create-secret",
      title: `Create the secret ${secretName} in kv-payments`,
      apply: (world, ids) => holding(world, shippingKey(ids)),
    },
  }),
  causeWorld({
    name: "secret-disabled",
    title: `The current version of ${secretName} in kv-payments is disabled`,
    broken: (world, ids) => holding(world, shippingKey(ids, { enabled: false })),
    fix: {
      id: "enable-secret",
      title: `Enable ${secretName}`,
      apply: (world, ids) => holding(world, shippingKey(ids)),
    },
  }),
  causeWorld({
    name: "secret-soft-deleted",
    title: `The secret ${secretName} was deleted from kv-payments four days ago`,
    broken: (world, ids) => holding(world, shippingKey(ids, { deletedDaysAgo: 4 })),
    fix: {
      id: "recover-secret",
      title: `Recover ${secretName}`,
      apply: (world, ids) => holding(world, shippingKey(ids)),
    },
  }),
  causeWorld({
    name: "vault-throttled",
    title: "kv-payments is over its limit and answers 429",
    broken: (world) =>
      changeVault(world, "kv-payments", (vault) => ({ ...vault, throttled: "VaultRequestTypeLimitReached" })),
    fix: {
      id: "let-load-drop",
      title: "Cache secrets, so that the load on kv-payments drops",
      apply: (world) => changeVault(world, "kv-payments", ({ throttled: _, ...vault }) => vault),
    },
  }),
  causeWorld({
    name: "invalid-name-or-reference",
    title: "The reference in PAYMENTS_API_KEY lacks its closing bracket",
    broken: (world) =>
      setAppSettings(referencesUse(world), { PAYMENTS_API_KEY: apiKeyReference.slice(0, -1) }),
    fix: {
      id: "correct-reference",
      title: "Close the bracket of the reference in PAYMENTS_API_KEY",
      apply: (world) => setAppSettings(world, { PAYMENTS_API_KEY: apiKeyReference }),
    },
  }),
  causeWorld({
    name: "reference-identity-not-selected",
    title: "Only id-orders may read kv-payments, and references use the system-assigned identity",
    broken: (world) => setAppSettings(world, { PAYMENTS_API_KEY: apiKeyReference }),
    fix: {
      id: "set-reference-identity",
      title: "Set keyVaultReferenceIdentity to id-orders",
      apply: referencesUse,
    },
  }),
];
