import { reportedCaseSchema } from "@latchkey/shared/reported-case";
import type { DiagnosisFacts } from "./facts.ts";

/** A reported failure: its id as it was given, and the facts that a diagnosis may see, never its known cause. */
export type ReportedCase = { id: unknown; facts: DiagnosisFacts };

/**
 * Reads one reported failure: `{id, sdk, operation, http_status, error_code, inner_code, raw, facts}`, of which only `raw`
 * is needed. A part of the wrong form counts as not known. `undefined` when it is no object with a text in `raw`.
 */
export function readReportedCase(value: unknown): ReportedCase | undefined {
  const parsed = reportedCaseSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const {
    id,
    http_status: httpStatus,
    error_code: errorCode,
    inner_code: innerCode,
    facts,
    ...rest
  } = parsed.data;
  return { id, facts: { ...facts, ...rest, httpStatus, errorCode, innerCode } };
}
