import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { EyeRegular } from "@fluentui/react-icons/svg/eye";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { ReactNode } from "react";
import type { MatrixCell } from "./access-matrix.ts";
import { useWatch } from "./watches.ts";

const useStyles = makeStyles({
  note: {
    display: "flex",
    alignItems: "center",
    gap: "4px",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  icon: { display: "inline-flex" },
  warns: { color: tokens.colorStatusWarningForeground3 },
});

/** What else is to be said of a cell, a line each: that ARM lets expect something else, that it is being watched. Mostly nothing. */
export function CellNotes({ cell }: { cell: MatrixCell }) {
  const { watch } = useWatch({ identityId: cell.identity.id, vaultId: cell.vault.id });
  return (
    <>
      {cell.differs && (
        <Note icon={<WarningRegular fontSize={12} />} warns>
          {cell.differs}
        </Note>
      )}
      {watch?.state === "watching" && (
        <Note icon={<EyeRegular fontSize={12} />} warns={false}>
          Watching
        </Note>
      )}
    </>
  );
}

function Note({ icon, warns, children }: { icon: ReactNode; warns: boolean; children: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.note}>
      <span className={mergeClasses(styles.icon, warns && styles.warns)}>{icon}</span>
      {children}
    </span>
  );
}
