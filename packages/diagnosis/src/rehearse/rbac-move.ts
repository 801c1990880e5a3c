import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import { predictRoles } from "./outcome-of-change.ts";
import type { RehearsedVault, RehearseFacts } from "./rehearse-facts.ts";

type Move = NonNullable<RehearseAnswer["rbac"]>;
type Role = { id: string; name: string; gives: readonly string[]; beyondSecrets: readonly string[] };

const write = ["set", "delete", "recover", "backup", "restore", "purge"];

/** Built-in roles on secrets, narrowest first (Microsoft Learn, "Azure RBAC for Key Vault data plane operations"). */
const roles: readonly Role[] = [
  {
    id: "21090545-7ca7-4776-b22c-e363652d74d2",
    name: "Key Vault Reader",
    gives: ["list"],
    beyondSecrets: ["see keys and certificates, without their material", "read the vault's properties"],
  },
  {
    id: "4633458b-17de-408a-b874-0445c86b69e6",
    name: "Key Vault Secrets User",
    gives: ["get", "list"],
    beyondSecrets: [],
  },
  {
    id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    name: "Key Vault Secrets Officer",
    gives: ["get", "list", ...write],
    beyondSecrets: ["change a secret's attributes and versions"],
  },
];

/** The fewest, narrowest built-in roles that keep what the access policies give on secrets, and what they would widen. */
export function rbacMove(facts: RehearseFacts, vault: RehearsedVault): Move {
  const policies = vault.policies ?? [];
  const plain = policies.filter(({ applicationId }) => !applicationId);
  return {
    roles: plain.flatMap((policy) => neededRole(facts, vault, policy) ?? []),
    lost: [
      ...policies.filter(({ applicationId }) => applicationId).map(lostCompound),
      ...plain.flatMap(({ objectId, keys, certificates }) =>
        lostBeside(nameOf(facts, objectId), keys, certificates),
      ),
      ...(vault.policies
        ? []
        : ["The vault's access policies could not be read, so the roles to keep them are not known."]),
    ],
    wakes: wakingRoles(facts, vault),
  };
}

type Policy = NonNullable<RehearsedVault["policies"]>[number];

function neededRole(facts: RehearseFacts, vault: RehearsedVault, policy: Policy): Move["roles"] | undefined {
  const held = permissionsOf(policy.secrets);
  const role = roles.find(({ gives }) => held.every((one) => gives.includes(one)));
  if (held.length === 0 || !role) return undefined;
  const identity = facts.identities.find(({ principalId }) => principalId === policy.objectId);
  if (identity && isKept(facts, identity.id, vault, held)) return undefined;
  return [
    {
      principalId: policy.objectId,
      identityId: identity?.id ?? null,
      name: nameOf(facts, policy.objectId),
      roleId: role.id,
      roleName: role.name,
      keeps: held,
      widens: [
        ...role.gives.filter((one) => !held.includes(one)).map((one) => `${one} secrets`),
        ...role.beyondSecrets,
      ],
    },
  ];
}

/** Do roles that are there already give get and list as far as the policy did? */
function isKept(
  facts: RehearseFacts,
  id: Parameters<typeof predictRoles>[1],
  vault: RehearsedVault,
  held: string[],
): boolean {
  if (held.some((one) => write.includes(one))) return false;
  const { list, get } = predictRoles(facts, id, vault);
  return held.every((one) => (one === "list" ? list : get) === "works");
}

/** `all` is everything but purge (Microsoft Learn, "Assign a Key Vault access policy"). */
function permissionsOf(secrets: string[]): string[] {
  const names = secrets.map((one) => one.toLowerCase());
  const known = ["get", "list", ...write];
  if (names.includes("all")) return known.filter((one) => one !== "purge" || names.includes("purge"));
  return known.filter((one) => names.includes(one));
}

function nameOf({ identities }: RehearseFacts, objectId: string): string {
  return identities.find(({ principalId }) => principalId === objectId)?.name ?? objectId;
}

function lostCompound({ objectId, applicationId }: Policy): string {
  return `The entry of ${objectId} together with the application ${applicationId} has no counterpart among roles.`;
}

function lostBeside(name: string, keys: string[], certificates: string[]): string[] {
  return [
    ...(keys.length > 0
      ? [`${name} also has permissions on keys (${keys.join(", ")}), which need a Key Vault Crypto role.`]
      : []),
    ...(certificates.length > 0
      ? [
          `${name} also has permissions on certificates (${certificates.join(", ")}), which need a Key Vault Certificates role.`,
        ]
      : []),
  ];
}

/** Roles that are there without effect today, as far as the app's own identities show. */
function wakingRoles(facts: RehearseFacts, vault: RehearsedVault): string[] {
  const own = facts.identities.flatMap(({ id, name }) => {
    const { list, get } = predictRoles(facts, id, vault);
    const gains = [get === "works" ? "get" : "", list === "works" ? "list" : ""].filter(Boolean);
    const policy = vault.policies?.find(
      ({ objectId }) => objectId === facts.identities.find((one) => one.id === id)?.principalId,
    );
    const fresh = gains.filter((one) => !permissionsOf(policy?.secrets ?? []).includes(one));
    return fresh.length > 0 ? [`A role of ${name} begins to count and gives ${fresh.join(" and ")}.`] : [];
  });
  return [
    ...own,
    "Roles of others that are there already begin to count too; only this app's identities are looked at here.",
  ];
}
