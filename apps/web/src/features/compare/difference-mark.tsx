import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import { smallGreyText } from "../../components/text.styles.ts";

const useStyles = makeStyles({
  mark: {
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    whiteSpace: "nowrap",
    ...smallGreyText,
  },
  differs: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  icon: { display: "inline-flex", color: tokens.colorStatusWarningForeground3 },
});

type DifferenceMarkProps = {
  differs: boolean;
  /** The sides are not the same, but this is not a difference that counts, such as when a token ends. */
  uncounted?: boolean;
};

/** Says whether the two sides differ. */
export function DifferenceMark({ differs, uncounted = false }: DifferenceMarkProps) {
  const styles = useStyles();
  if (!differs) return <span className={styles.mark}>{uncounted ? "Not counted" : "Same"}</span>;
  return (
    <span className={mergeClasses(styles.mark, styles.differs)}>
      <span className={styles.icon}>
        <ArrowSwapRegular fontSize={16} />
      </span>
      Differs
    </span>
  );
}
