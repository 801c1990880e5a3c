import { makeStyles, tokens } from "@fluentui/react-components";
import type { StepForm } from "@latchkey/shared/setup";
import { CommandBlock } from "../../components/command-block.tsx";
import type { FixForm } from "../../components/diagnosis/fix-forms.ts";
import { FixTabs } from "../../components/diagnosis/fix-view.tsx";
import { minorHeading, prose } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { formVerdict, isCommand } from "./setup-answers.ts";

const useStyles = makeStyles({
  forms: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 360px), 1fr))",
    gap: "16px 24px",
  },
  form: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    alignContent: "start",
    gap: "8px",
    minWidth: 0,
  },
  title: minorHeading,
  label: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  effect: prose,
});

type StepFormsProps = {
  article: StepForm | undefined;
  today: StepForm | undefined;
  /** The step's command; the form that is this command is shown in all its forms. */
  command: { text: string; forms: FixForm[] };
};

/** The article's way to do a step beside today's. */
export function StepForms({ article, today, command }: StepFormsProps) {
  const styles = useStyles();
  if (!article && !today) return null;
  return (
    <div className={styles.forms}>
      {article && <Form title="The article's form" form={article} command={command} />}
      {today && <Form title="Today's form" form={today} command={command} />}
    </div>
  );
}

type FormProps = { title: string; form: StepForm; command: StepFormsProps["command"] };

function Form({ title, form, command }: FormProps) {
  const styles = useStyles();
  return (
    <section className={styles.form} aria-label={`${title}: ${form.label}`}>
      <h3 className={styles.title}>
        {title} <span className={styles.label}>{form.label}</span>
      </h3>
      <VerdictLine verdict={formVerdict(form)} />
      <p className={styles.effect}>
        <span className={styles.label}>Effect:</span> {form.effect}
      </p>
      {isCommand(form, command.text) ? (
        <FixTabs forms={command.forms} />
      ) : (
        <CommandBlock text={form.text} what={`${title.toLowerCase()}, ${form.label}`} />
      )}
    </section>
  );
}
