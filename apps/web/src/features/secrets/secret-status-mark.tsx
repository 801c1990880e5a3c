import { StatusMark } from "../../components/status-mark.tsx";
import type { SecretStatus } from "./secret-list.ts";

/** A secret's status as icon and words. */
export function SecretStatusMark({ status: { kind, words } }: { status: SecretStatus }) {
  return <StatusMark verdict={{ status: statusOf(kind), words }} />;
}

function statusOf(kind: SecretStatus["kind"]) {
  switch (kind) {
    case "enabled":
      return "allowed";
    case "disabled":
      return "denied";
    case "expired":
    case "expiring":
    case "not-yet-valid":
      return "warning";
    default:
      return kind satisfies never;
  }
}
