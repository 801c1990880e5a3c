import { cellVerdict } from "@latchkey/diagnosis/verdict";
import type { Fact } from "@latchkey/shared/fact";
import type { HistoryStatus } from "@latchkey/shared/history";
import { operations, vaultOperationsByDefault } from "@latchkey/shared/operations";
import type { Cell } from "@latchkey/shared/probe";
import type { Report } from "@latchkey/shared/report";
import { reasonOf } from "../audit/note.ts";
import type { Settings } from "../settings/settings.ts";
import type { Observation } from "./store.ts";

/** The report's cells as history keeps them: verdict, and of each operation kind, reason and time. No text of Azure is kept. */
export function observationsOf(report: Report, instance: string): Observation[] {
  return report.cells.map((cell) => {
    const { status, words } = cellVerdict(cell);
    const { identityId, vaultId } = cell;
    const kept = statusKept(status);
    return {
      at: report.generatedAt,
      instance,
      identityId,
      vaultId,
      status: kept,
      words,
      operations: brief(cell),
    };
  });
}

function statusKept(status: ReturnType<typeof cellVerdict>["status"]): HistoryStatus {
  return status === "checking" ? "unknown" : status;
}

function brief({ operations }: Cell): string {
  return JSON.stringify(
    operations.map(({ operation, outcome, tookMs }) => [operation, outcome.kind, reasonOf(outcome), tookMs]),
  );
}

/** What is known of the configuration now, in words to compare with later. What could not be read is left out. */
export function factsOf(report: Report, settings: Settings, version: string): Record<string, string> {
  const facts = new Map<string, string>([
    ["AZURE_CLIENT_ID", settings.azureClientId ?? "not set"],
    ["Latchkey's version", version],
  ]);
  const put = <Value>(what: string, fact: Fact<Value>, words: (value: Value) => string) => {
    if (fact.state === "known") facts.set(what, words(fact.value));
  };
  const configured = report.identities.find(({ kind }) => kind === "as-configured");
  if (configured) facts.set("As configured is", configured.sameAs ?? "none of the identities");
  const assigned = report.identities.filter(
    (one) => one.assigned.state === "known" && one.kind !== "as-configured",
  );
  if (assigned.length > 0)
    facts.set(
      "Identities assigned to the app",
      assigned
        .flatMap(({ assigned: is, name }) => (is.state === "known" && is.value ? [name] : []))
        .toSorted()
        .join(", ") || "none",
    );
  for (const vault of report.vaults) {
    put(`Permission model of ${vault.id}`, vault.permissionModel, (model) => model);
    put(`Network rules of ${vault.id}`, vault.network, (rules) =>
      [
        `public access ${rules.publicNetworkAccess}`,
        `otherwise ${rules.defaultAction}`,
        `${rules.ipRules.length} addresses`,
        `${rules.virtualNetworkRules.length} subnets`,
        `${rules.privateEndpoints} private endpoints`,
      ].join(", "),
    );
  }
  for (const { identityId, vaultId, prediction } of report.cells)
    if (prediction && vaultOperationsByDefault.every((operation) => prediction[operation] !== "unknown"))
      facts.set(
        `What the grants give ${identityId} at ${vaultId}`,
        vaultOperationsByDefault
          .map((operation) => `${operations[operation].name} ${prediction[operation]}`)
          .join(", "),
      );
  return Object.fromEntries(facts);
}
