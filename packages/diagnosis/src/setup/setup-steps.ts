import type { Fix } from "@latchkey/shared/diagnosis";
import type { SetupStep, StepForm } from "@latchkey/shared/setup";
import { assignIdentity } from "../fixes/app.ts";
import { selectIdentity } from "../fixes/app-settings.ts";
import { writeFix } from "../fixes/fix-draft.ts";
import { grantPolicy, grantRole } from "../fixes/grant.ts";
import { bicepString, type Command, inShells, option } from "../fixes/shell.ts";
import { readGrant } from "./read-grant.ts";
import { readAssign, readCheck, readCreate, readSelect } from "./read-identity-steps.ts";
import type { Reading, SetupFacts } from "./setup-facts.ts";
import { assignForms, createForms, grantForms, selectForms } from "./step-forms.ts";

/** The steps in the order in which to do them, each with its state read from evidence. */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  return [createStep(facts), grantStep(facts), assignStep(facts), selectStep(facts), checkStep(facts)];
}

type Told = Pick<SetupStep, "command" | "restarts" | "effectiveAfter"> & Partial<SetupStep>;

function stepOf(
  id: SetupStep["id"],
  title: string,
  { missingRight, ...reading }: Reading,
  told: Told,
  forms: { articleForm?: StepForm; todayForm?: StepForm } = {},
): SetupStep {
  return { id, title, ...reading, ...(missingRight && { missingRight }), ...told, ...forms };
}

function createStep(facts: SetupFacts): SetupStep {
  const { identity, app, context } = facts;
  const { resourceGroup, siteName, subscriptionId } = app;
  const reading = readCreate(facts);
  const name = identity?.name ?? `id-${siteName ?? "app"}`;
  const words: Command = [
    "az",
    "identity",
    "create",
    ...option("--resource-group", resourceGroup ?? "<resource-group>"),
    ...option("--name", name),
    ...(subscriptionId ? option("--subscription", subscriptionId) : []),
  ];
  const group = context.app && `/subscriptions/${context.app.subscriptionId}/resourceGroups/${resourceGroup}`;
  return stepOf(
    "create-identity",
    "Create a user-assigned identity",
    reading,
    {
      command: inShells([words]),
      bicep: `resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {\n  name: ${bicepString(name)}\n  location: resourceGroup().location\n}`,
      ...(group && {
        portal: { label: "The resource group", url: `https://portal.azure.com/#@/resource${group}/overview` },
      }),
      restarts: false,
      effectiveAfter: "At once; Microsoft Entra ID may take a minute to know it everywhere.",
    },
    createForms(reading, inShells([words]).bash),
  );
}

function grantStep(facts: SetupFacts): SetupStep {
  const { vaultName, context } = facts;
  const byPolicy = writeFix(grantPolicy, context);
  const byRole = writeFix(grantRole, context);
  const fix = context.vault?.permissionModel === "access-policy" ? byPolicy : byRole;
  const reading = readGrant(facts);
  return stepOf(
    "grant-access",
    `Give it Get and List on ${vaultName}`,
    reading,
    { ...toldBy(fix, false), ...explained(facts, reading, "own") },
    grantForms(facts, reading, { byPolicy: byPolicy.commands.bash, byRole: byRole.commands.bash }),
  );
}

function assignStep(facts: SetupFacts): SetupStep {
  const reading = readAssign(facts);
  const fix = writeFix(assignIdentity, facts.context);
  return stepOf(
    "assign-identity",
    "Assign it to this app",
    reading,
    { ...toldBy(fix, true), ...explained(facts, reading, "own") },
    assignForms(reading, fix.commands.bash),
  );
}

function selectStep(facts: SetupFacts): SetupStep {
  const reading = readSelect(facts);
  return stepOf(
    "select-identity",
    "Tell the code to use it",
    reading,
    {
      ...toldBy(writeFix(selectIdentity, facts.context), true),
      ...explained(facts, reading, "configured"),
    },
    selectForms(facts),
  );
}

function checkStep(facts: SetupFacts): SetupStep {
  const reading = readCheck(facts);
  return stepOf("check-access", "Check that the code reads as it", reading, {
    command: null,
    restarts: false,
    effectiveAfter: "At once.",
    ...explained(facts, reading, "configured"),
  });
}

function toldBy({ commands, effectiveAfter, bicep, portal }: Fix, restarts: boolean): Told {
  return { command: commands, restarts, effectiveAfter, ...(bicep && { bicep }), ...(portal && { portal }) };
}

/** The red cell that explains a step which is not done. */
function explained(
  { configured, own }: SetupFacts,
  { state }: Reading,
  which: "own" | "configured",
): Pick<SetupStep, "explainsCell"> {
  const cell = which === "own" ? own : configured.cell;
  if (!cell?.diagnosis || state === "done") return {};
  const { identityId, vaultId, diagnosis } = cell;
  const [first] = diagnosis.causes;
  return {
    explainsCell: { identityId, vaultId, cause: first?.id ?? null, title: first?.title ?? null },
  };
}
