import { mergeClasses } from "@fluentui/react-components";
import type { SecretItem } from "@latchkey/shared/secret";
import { MiddleCut } from "../../components/middle-cut.tsx";
import type { VirtualColumn } from "../../components/virtual-table.tsx";
import { dateOnly, exactTime, relativeTime } from "../../lib/format-time.ts";
import { type Sort, secretStatus } from "./secret-list.ts";
import { SecretStatusMark } from "./secret-status-mark.tsx";
import type { useSecretTableStyles } from "./secret-table.styles.ts";

export type SecretColumns = {
  styles: ReturnType<typeof useSecretTableStyles>;
  sort: Sort;
  nowMs: number;
  /** Absent when the person may not. */
  onTest: ((name: string) => void) | undefined;
};

/** The columns of the secret list. Name, content type and dates are untrusted texts. */
export function secretColumns({ styles, sort, nowMs, onTest }: SecretColumns): VirtualColumn<SecretItem>[] {
  const statusOf = (secret: SecretItem) => <SecretStatusMark status={secretStatus(secret, nowMs)} />;
  return [
    {
      name: "Name",
      sort: sort === "name" ? "ascending" : undefined,
      cell: (secret) => (
        <>
          <span className={styles.name}>
            <MiddleCut text={secret.name} />
          </span>
          <span className={styles.phoneStatus}>{statusOf(secret)}</span>
        </>
      ),
    },
    { name: "Status", className: styles.medium, cell: statusOf },
    {
      name: "Content type",
      className: styles.wide,
      cellClassName: styles.quiet,
      title: ({ contentType }) => contentType,
      cell: ({ contentType }) => contentType ?? "–",
    },
    {
      name: "Updated",
      sort: sort === "updated" ? "descending" : undefined,
      className: styles.wide,
      cellClassName: mergeClasses(styles.quiet, styles.numeric),
      title: ({ updatedAt }) => updatedAt && exactTime(updatedAt),
      cell: ({ updatedAt }) => (updatedAt ? relativeTime({ atMs: Date.parse(updatedAt), nowMs }) : "–"),
    },
    {
      name: "Expires",
      sort: sort === "expires" ? "ascending" : undefined,
      className: styles.medium,
      cellClassName: mergeClasses(styles.quiet, styles.numeric),
      title: ({ expiresAt }) => expiresAt && exactTime(expiresAt),
      cell: ({ expiresAt }) => (expiresAt ? dateOnly(expiresAt) : "–"),
    },
    {
      name: onTest ? "Test" : "",
      className: styles.actionCell,
      cell: ({ name }) =>
        onTest && (
          <button type="button" className={styles.action} onClick={() => onTest(name)}>
            Test read
          </button>
        ),
    },
  ];
}
