import type { AuditAction } from "@latchkey/shared/audit";

/** The filter as the URL holds it: days in UTC, the last one included. */
export type AuditView = {
  person?: string | undefined;
  vault?: string | undefined;
  identity?: string | undefined;
  action?: AuditAction | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

const dayMs = 86_400_000;

/** The filter as the API takes it; parts that are not set are left out. */
export function auditQuery(view: AuditView): Record<string, string> {
  const parts = {
    person: view.person,
    vaultId: view.vault,
    identityId: view.identity,
    action: view.action,
    from: view.from && new Date(Date.parse(view.from)).toISOString(),
    to: view.to && new Date(Date.parse(view.to) + dayMs).toISOString(),
  };
  return Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Where all that the filter lets through is downloaded: CSV whole, JSON the newest 500. */
export function auditExports(view: AuditView): { csv: string; json: string } {
  const query = auditQuery(view);
  const address = (more: Record<string, string>) =>
    `/api/audit?${new URLSearchParams({ ...query, ...more }).toString()}`;
  return { csv: address({ format: "csv" }), json: address({ limit: "500" }) };
}

/** Is anything filtered? */
export function isFiltered(view: AuditView): boolean {
  return Object.keys(auditQuery(view)).length > 0;
}
