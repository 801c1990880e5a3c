import type { SecretItem } from "@latchkey/shared/secret";
import { VirtualTable } from "../../components/virtual-table.tsx";
import { phoneWidth } from "../../lib/breakpoints.ts";
import { useMedia } from "../../lib/use-media.ts";
import { type SecretColumns, secretColumns } from "./secret-columns.tsx";
import { useSecretTableStyles } from "./secret-table.styles.ts";

type SecretTableProps = Omit<SecretColumns, "styles"> & {
  secrets: SecretItem[];
  selected: string | undefined;
};

/** The secrets, of which only the rows in view and a few beside are elements. */
export function SecretTable({ secrets, selected, ...columns }: SecretTableProps) {
  const styles = useSecretTableStyles();
  return (
    <VirtualTable
      label="Secrets"
      regionLabel="Secret list"
      rows={secrets}
      keyOf={({ name }) => name}
      columns={secretColumns({ ...columns, styles })}
      rowHeight={useMedia(phoneWidth) ? 60 : 44}
      gridClassName={styles.grid}
      rowClassName={styles.bodyRow}
      selected={({ name }) => name === selected}
      height="clamp(320px, calc(100vh - 336px), 2000px)"
    />
  );
}
