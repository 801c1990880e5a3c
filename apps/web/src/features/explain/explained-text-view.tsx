import { makeStyles, tokens } from "@fluentui/react-components";
import type { Diagnosis } from "@latchkey/shared/diagnosis";
import { LabelledCopyButton } from "../../components/copy-button.tsx";
import { CauseView } from "../../components/diagnosis/cause-view.tsx";
import { diagnosisMarkdown } from "../../components/diagnosis/diagnosis-markdown.ts";
import { FixView } from "../../components/diagnosis/fix-view.tsx";
import { OtherCauses } from "../../components/diagnosis/other-causes.tsx";

const useStyles = makeStyles({
  answer: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "24px" },
  heading: { margin: "0 0 12px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  end: { justifySelf: "start", marginLeft: "-12px" },
});

/** The causes of a pasted error, as the panel of Overview shows them. */
export function ExplainedTextView({ diagnosis }: { diagnosis: Diagnosis }) {
  const styles = useStyles();
  const [first, ...others] = diagnosis.causes;
  return (
    <div className={styles.answer}>
      {first && (
        <section>
          <h2 className={styles.heading}>Why</h2>
          <CauseView cause={first} heading="h3" />
        </section>
      )}
      {first?.fix && (
        <section>
          <h2 className={styles.heading}>What to run</h2>
          <FixView fix={first.fix} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h2 className={styles.heading}>What else it could be</h2>
          <OtherCauses causes={others} />
        </section>
      )}
      <span className={styles.end}>
        <LabelledCopyButton
          label="Copy as Markdown"
          text={() => `${diagnosisMarkdown(diagnosis).join("\n\n")}\n`}
        />
      </span>
    </div>
  );
}
