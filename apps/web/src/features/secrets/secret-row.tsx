import { mergeClasses } from "@fluentui/react-components";
import type { SecretItem } from "@latchkey/shared/secret";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { dateOnly, exactTime, relativeTime } from "../../lib/format-time.ts";
import { secretStatus } from "./secret-list.ts";
import { SecretStatusMark } from "./secret-status-mark.tsx";
import { useSecretTableStyles } from "./secret-table.styles.ts";

type SecretRowProps = {
  secret: SecretItem;
  /** From 1, the head row being the first. */
  rowIndex: number;
  top: number;
  height: number;
  selected: boolean;
  nowMs: number;
  /** Absent when the person may not. */
  onTest: ((name: string) => void) | undefined;
};

/** One secret as a row of plain elements. Name, content type and dates are untrusted texts. */
export function SecretRow({ secret, rowIndex, top, height, selected, nowMs, onTest }: SecretRowProps) {
  const styles = useSecretTableStyles();
  const status = secretStatus(secret, nowMs);
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows are placed by transform, which table elements cannot be
    // biome-ignore-start lint/a11y/useFocusableInteractive: a row of a table is not interactive; its button is
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={mergeClasses(styles.row, styles.bodyRow, selected && styles.selected)}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <span role="cell" className={styles.cell}>
        <span className={styles.name}>
          <MiddleCut text={secret.name} />
        </span>
        <span className={styles.phoneStatus}>
          <SecretStatusMark status={status} />
        </span>
      </span>
      <span role="cell" className={mergeClasses(styles.cell, styles.medium)}>
        <SecretStatusMark status={status} />
      </span>
      <span
        role="cell"
        className={mergeClasses(styles.cell, styles.wide, styles.quiet)}
        title={secret.contentType}
      >
        {secret.contentType ?? "–"}
      </span>
      <span
        role="cell"
        className={mergeClasses(styles.cell, styles.wide, styles.quiet, styles.numeric)}
        title={titleOf(secret.updatedAt)}
      >
        {secret.updatedAt ? relativeTime({ atMs: Date.parse(secret.updatedAt), nowMs }) : "–"}
      </span>
      <span
        role="cell"
        className={mergeClasses(styles.cell, styles.medium, styles.quiet, styles.numeric)}
        title={titleOf(secret.expiresAt)}
      >
        {secret.expiresAt ? dateOnly(secret.expiresAt) : "–"}
      </span>
      <span role="cell" className={styles.actionCell}>
        {onTest && (
          <button type="button" className={styles.action} onClick={() => onTest(secret.name)}>
            Test read
          </button>
        )}
      </span>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: as above
    // biome-ignore-end lint/a11y/useSemanticElements: as above
  );
}

function titleOf(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : exactTime(iso);
}
