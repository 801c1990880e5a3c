import { Button, Input, makeStyles, tokens } from "@fluentui/react-components";
import { auditActionSchema } from "@latchkey/shared/audit";
import { type FormEvent, useId } from "react";
import { PlacePicker } from "../../components/place-picker.tsx";
import { onPhone } from "../../lib/breakpoints.ts";
import { type AuditView, isFiltered } from "./audit-filter.ts";

const useStyles = makeStyles({
  filters: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(160px, 1fr))",
    gap: "12px 16px",
    alignItems: "end",
    [onPhone]: { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
    "& > div": { width: "auto" },
    "@media print": { display: "none" },
  },
  field: { display: "grid", gap: "4px", minWidth: 0 },
  input: { width: "100%", minWidth: 0 },
  label: { fontWeight: tokens.fontWeightSemibold },
});

const anything = { id: "", name: "All" };
const actions = [
  anything,
  { id: "test-read", name: "Test read" },
  { id: "list", name: "List of secrets" },
  { id: "probe", name: "Probe" },
  { id: "report", name: "Report" },
  { id: "start", name: "Recording began" },
];

type Choice = { id: string; name: string };
type AuditFiltersProps = {
  view: AuditView;
  vaults: Choice[];
  identities: Choice[];
  onView: (change: AuditView) => void;
};

/** Who, what, where and when; all of it lives in the URL. */
export function AuditFilters({ view, vaults, identities, onView }: AuditFiltersProps) {
  const styles = useStyles();
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const person = new FormData(event.currentTarget).get("person");
    onView({ person: typeof person === "string" ? person.trim() || undefined : undefined });
  };
  return (
    <search className={styles.filters}>
      <form className={styles.field} onSubmit={submit}>
        <label htmlFor={id} className={styles.label}>
          Person
        </label>
        <Input
          key={view.person}
          className={styles.input}
          id={id}
          name="person"
          defaultValue={view.person ?? ""}
          placeholder="Name, then Enter"
          onBlur={({ currentTarget }) => currentTarget.form?.requestSubmit()}
        />
      </form>
      <PlacePicker
        label="What"
        value={view.action ?? ""}
        choices={actions}
        onChoose={(action) => onView({ action: auditActionSchema.safeParse(action).data })}
      />
      <PlacePicker
        label="Identity"
        value={view.identity ?? ""}
        choices={[anything, ...identities]}
        onChoose={(identity) => onView({ identity: identity || undefined })}
      />
      <PlacePicker
        label="Vault"
        value={view.vault ?? ""}
        choices={[anything, ...vaults]}
        onChoose={(vault) => onView({ vault: vault || undefined })}
      />
      <Day label="From (UTC)" value={view.from} onChoose={(from) => onView({ from })} />
      <Day label="To (UTC)" value={view.to} onChoose={(to) => onView({ to })} />
      {isFiltered(view) && (
        <Button
          onClick={() =>
            onView({
              person: undefined,
              action: undefined,
              identity: undefined,
              vault: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          Show all
        </Button>
      )}
    </search>
  );
}

type DayProps = { label: string; value: string | undefined; onChoose: (day: string | undefined) => void };

function Day({ label, value, onChoose }: DayProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Input
        id={id}
        className={styles.input}
        type="date"
        value={value ?? ""}
        onChange={(_event, data) => onChoose(data.value || undefined)}
      />
    </div>
  );
}
