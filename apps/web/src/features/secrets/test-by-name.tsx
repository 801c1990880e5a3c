import { Button, Input, makeStyles, tokens } from "@fluentui/react-components";
import { secretNameSchema } from "@latchkey/shared/secret";
import { useId, useState } from "react";
import { smallGreyParagraph } from "../../components/text.styles.ts";

const useStyles = makeStyles({
  form: { display: "grid", gap: "8px", justifyItems: "start", maxWidth: "560px" },
  label: { fontWeight: tokens.fontWeightSemibold },
  row: { display: "flex", flexWrap: "wrap", gap: "8px", width: "100%" },
  input: { flexGrow: 1 },
  hint: smallGreyParagraph,
});

/** A vault that cannot be listed may still let one secret be read: this names it. */
export function TestByName({ onTest }: { onTest: (name: string) => void }) {
  const styles = useStyles();
  const id = useId();
  const [name, setName] = useState("");
  const [refused, setRefused] = useState(false);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = secretNameSchema.safeParse(name.trim());
        setRefused(!parsed.success);
        if (parsed.success) onTest(parsed.data);
      }}
    >
      <label htmlFor={id} className={styles.label}>
        Test one secret by its name
      </label>
      <div className={styles.row}>
        <Input
          id={id}
          className={styles.input}
          value={name}
          aria-invalid={refused}
          aria-describedby={`${id}-hint`}
          onChange={(_event, { value }) => setName(value)}
        />
        <Button type="submit">Test read</Button>
      </div>
      <p id={`${id}-hint`} className={styles.hint} role={refused ? "alert" : undefined}>
        {refused
          ? "That is not a secret name: it has 1 to 127 letters, digits or hyphens."
          : "Get can be granted on a single secret even where List is not."}
      </p>
    </form>
  );
}
