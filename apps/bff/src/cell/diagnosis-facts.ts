import { isOneObject, nameOfResource } from "@latchkey/diagnosis/azure/scopes";
import type { ArmDenial, AttachedIdentity, DiagnosisFacts, VaultGrant } from "@latchkey/diagnosis/facts";
import { networkOpinion } from "@latchkey/diagnosis/predict/network-opinion";
import { known } from "@latchkey/shared/fact";
import type { OperationResult } from "@latchkey/shared/probe";
import type { ArmVault } from "../azure/arm.ts";
import type { Clock } from "../clock.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { type CellView, permissionModelOf, rolesAt } from "./cell-view.ts";
import type { Surroundings } from "./gather.ts";
import { predictionFacts } from "./prediction-facts.ts";

/** One identity at one vault with what came of trying it. */
export type ProbedCell = {
  identity: ReadyIdentity;
  vault: ConfiguredVault;
  operations: OperationResult[];
  /** Where a secret was asked for by name and not found: whether it is among the deleted ones. */
  secretState?: "soft-deleted" | "absent" | undefined;
};

/** Everything that was learnt about one cell, in the words of the diagnosis. What could not be read is absent. */
export function diagnosisFacts(
  deps: WithSettings & WithVersions & Pick<Clock, "now">,
  view: CellView,
  cell: ProbedCell,
): DiagnosisFacts {
  const { settings, versions } = deps;
  return {
    host: settings.appService.onAppService ? "app-service" : undefined,
    env: settings.diagnosisEnvironment,
    library: `@azure/identity ${versions.azureIdentity}`,
    credential:
      cell.identity.known.kind === "as-configured" ? "DefaultAzureCredential" : "ManagedIdentityCredential",
    selectedIdValue: cell.identity.known.choice.clientId,
    namedOnPurpose: cell.identity.known.kind !== "as-configured",
    steps: cell.operations.map(({ operation, outcome }) => ({ operation, outcome })),
    claims: cell.identity.token.claims,
    tokenAudience: `https://${settings.cloud.vaultSuffix}`,
    secretState: cell.secretState,
    ...endpointFacts(cell),
    ...siteFacts(view.around),
    ...grantFacts(deps, view, cell.identity),
    ...networkFacts(view),
    armDenials: armDenials(view),
  };
}

function endpointFacts({ identity, operations }: ProbedCell): Partial<DiagnosisFacts> {
  const { outcome } = identity.token;
  const denial = operations.map((one) => one.outcome).find((one) => one.kind === "denied");
  return {
    caller: denial?.caller,
    endpointAnswer:
      outcome.kind === "no-token"
        ? { httpStatus: outcome.httpStatus, said: outcome.said, systemCode: outcome.code }
        : undefined,
  };
}

function siteFacts({ site }: Surroundings): Partial<DiagnosisFacts> {
  if (site.kind !== "read") return {};
  const { systemAssigned, userAssigned } = site.value;
  const identities: AttachedIdentity[] = userAssigned.map((one) => ({
    kind: "user-assigned",
    name: nameOfResource(one.resourceId),
    clientId: one.clientId ?? null,
    principalId: one.principalId ?? null,
    resourceId: one.resourceId,
  }));
  if (systemAssigned)
    identities.unshift({
      kind: "system-assigned",
      principalId: systemAssigned.principalId,
      resourceId: site.value.resourceId,
    });
  return { systemAssigned: systemAssigned !== null, userAssignedCount: userAssigned.length, identities };
}

function grantFacts(
  { now }: Pick<Clock, "now">,
  { vault, identity, roles: own, around }: CellView,
  ready: ReadyIdentity,
): Partial<DiagnosisFacts> {
  const shown = known(vault.shown);
  if (!shown) return {};
  const matters = (principalId: string) =>
    principalId === identity?.principalId || mayMatter(around, ready, principalId);
  const policies = shown.policies
    .filter(({ objectId }) => matters(objectId))
    .map((policy): VaultGrant => ({ kind: "access-policy", ...policy }));
  const facts = {
    permissionModel: permissionModelOf(shown),
    vaultTenant: shown.tenantId,
    vaultExists: true,
  } as const;
  if (own?.kind !== "read") return shown.rbac ? facts : { ...facts, grants: policies };
  const roles = roleGrants(now(), around, shown).filter(({ principalId }) => matters(principalId));
  return { ...facts, grants: [...policies, ...roles] };
}

/**
 * That another identity of this app holds the grant may be the cause only where settings chose the identity. A row that names its identity
 * is about that identity alone.
 */
function mayMatter({ grants }: Surroundings, ready: ReadyIdentity, principalId: string): boolean {
  return ready.known.kind === "as-configured" || !grants.has(principalId);
}

type RoleGrant = Extract<VaultGrant, { kind: "role" }>;

/** The roles of all our identities at one vault. */
function roleGrants(now: Date, around: Surroundings, vault: ArmVault): RoleGrant[] {
  return [...around.grants].flatMap(([principalId, answer]) => {
    const here = rolesAt(answer, vault);
    if (here?.kind !== "read") return [];
    return here.value.assignments.map(
      (one): RoleGrant => ({
        kind: "role",
        principalId,
        roleName: one.roleName,
        roleId: one.roleId,
        dataActions: one.dataActions,
        notDataActions: one.notDataActions,
        partly: one.conditional || isOneObject(one.scope, vault.resourceId),
        throughGroup: one.principalId !== principalId,
        ageSeconds:
          one.createdOn && Math.max(0, Math.round((now.getTime() - one.createdOn.getTime()) / 1_000)),
      }),
    );
  });
}

function networkFacts(view: CellView): Partial<DiagnosisFacts> {
  const { vault, dns, seenAddress } = view;
  const facts = predictionFacts(view);
  const { network } = facts;
  const { access } = networkOpinion(facts);
  return {
    ...(dns && { dns: dns.kind, dnsAliases: dns.aliases }),
    seenAddress,
    ...(network && {
      publicNetworkAccess: network.publicNetworkAccess,
      networkDefaultAction: network.defaultAction,
      trustedServicesBypass: known(vault.shown)?.networkAcls?.bypass === "AzureServices",
      privateEndpoint: network.privateEndpoints > 0,
      callerAddressAllowed: access === "unknown" ? undefined : access === "allowed",
    }),
  };
}

/** What ARM refused to show, with the facts that it would have provided. */
function armDenials({ around, roles }: CellView): ArmDenial[] {
  const { site, vaults } = around;
  const denials: ArmDenial[] = [];
  const add = (answer: { kind: string; missingRight?: string } | undefined, facts: ArmDenial["facts"]) => {
    if (answer?.kind === "denied" && answer.missingRight)
      denials.push({ facts, action: answer.missingRight });
  };
  add(site, ["systemAssigned", "userAssignedCount", "selectedIdAssigned"]);
  add(vaults, [
    "permissionModel",
    "callerAccessPolicy",
    "publicNetworkAccess",
    "networkDefaultAction",
    "privateEndpoint",
  ]);
  add(roles, ["callerRoles", "grantedTo", "grantAgeSeconds"]);
  return denials;
}
