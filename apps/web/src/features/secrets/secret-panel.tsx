import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import type { SecretItem, TestReadAnswer } from "@latchkey/shared/secret";
import { FactItem, FactsList } from "../../components/facts-list.tsx";
import { Instant } from "../../components/instant.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SidePanel } from "../../components/side-panel.tsx";
import { secretStatus } from "./secret-list.ts";
import { SecretStatusMark } from "./secret-status-mark.tsx";
import { TestReadResult } from "./test-read-result.tsx";

const useStyles = makeStyles({
  panel: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "24px" },
  ask: { display: "grid", gap: "8px", justifyItems: "start" },
  text: { margin: 0 },
  heading: { margin: "0 0 12px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  tag: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

type SecretPanelProps = {
  name: string;
  secret: SecretItem | undefined;
  identityName: string;
  read: { answer: TestReadAnswer | undefined; pending: boolean; error: unknown };
  nowMs: number;
  /** Why test reads are not offered; null when they are. */
  refusal: string | null;
  onTest: () => void;
  onClose: () => void;
};

/** One secret: what the list says of it, and the test read with its masked value. */
export function SecretPanel(props: SecretPanelProps) {
  const { name, secret, identityName, read, nowMs, refusal, onTest, onClose } = props;
  const styles = useStyles();
  return (
    <SidePanel title={name} onClose={onClose}>
      <div className={styles.panel}>
        <div className={styles.ask}>
          {refusal && <p className={styles.text}>{refusal}</p>}
          {!refusal && !read.answer && (
            <p className={styles.text}>
              A test read asks the vault for this secret as {identityName}. The value stays in the backend;
              the vault's log shows the read.
            </p>
          )}
          {!refusal && (
            <Button icon={<KeyRegular />} disabledFocusable={read.pending} onClick={onTest}>
              {read.pending ? "Reading" : "Test read"}
            </Button>
          )}
          {Boolean(read.error) && <ProblemNotice error={read.error} />}
        </div>
        {read.answer && <TestReadResult answer={read.answer} />}
        {secret && (
          <section>
            <h3 className={styles.heading}>What the list says</h3>
            <ListFacts secret={secret} nowMs={nowMs} />
          </section>
        )}
      </div>
    </SidePanel>
  );
}

function ListFacts({ secret, nowMs }: { secret: SecretItem; nowMs: number }) {
  const styles = useStyles();
  const dates = [
    ["Created", secret.createdAt],
    ["Updated", secret.updatedAt],
    ["Not valid before", secret.notBefore],
    ["Expires", secret.expiresAt],
  ] as const;
  const tags = Object.entries(secret.tags ?? {});
  return (
    <FactsList single>
      <FactItem label="Status">
        <SecretStatusMark status={secretStatus(secret, nowMs)} />
      </FactItem>
      <FactItem label="Content type">{secret.contentType ?? "None"}</FactItem>
      {dates.map(
        ([label, at]) =>
          at && (
            <FactItem key={label} label={label}>
              {<Instant at={at} />}
            </FactItem>
          ),
      )}
      {secret.managed && <FactItem label="Managed">By Key Vault, for a certificate</FactItem>}
      {tags.length > 0 && (
        <FactItem label="Tags">
          {tags.map(([tag, value]) => (
            <div key={tag} className={styles.tag}>
              {tag} = {value}
            </div>
          ))}
        </FactItem>
      )}
    </FactsList>
  );
}
