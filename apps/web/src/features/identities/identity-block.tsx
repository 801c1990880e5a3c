import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { outcomeVerdict } from "@latchkey/diagnosis/outcome-words";
import type { Identity } from "@latchkey/shared/identity";
import { FactItem, FactsList, FactValue } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { identityKindWords } from "../../components/identity-words.ts";
import { StatusMark } from "../../components/status-mark.tsx";
import { onPhone } from "../../lib/breakpoints.ts";
import { foundInWords } from "./identity-answers.ts";
import { TokenFacts } from "./token-facts.tsx";

const useStyles = makeStyles({
  block: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "20px",
    padding: "20px 24px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    scrollMarginTop: "16px",
    [onPhone]: { padding: "16px" },
    "@media print": { breakInside: "avoid" },
  },
  asked: { border: `2px solid ${tokens.colorCompoundBrandStroke}` },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    gap: "4px 16px",
    justifyContent: "space-between",
  },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: "anywhere",
  },
  kind: {
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase300,
    marginLeft: "8px",
  },
  note: { margin: "4px 0 0", color: tokens.colorNeutralForeground2, maxWidth: "72ch" },
});

type IdentityBlockProps = { identity: Identity; note: string | null; asked: boolean };

/** One identity: who it is, by which ids, and what its token says. */
export function IdentityBlock({ identity, note, asked }: IdentityBlockProps) {
  const styles = useStyles();
  const foundIn = foundInWords(identity.foundIn);
  return (
    <section
      id={`identity-${identity.id}`}
      className={mergeClasses(styles.block, asked && styles.asked)}
      aria-label={identity.name}
      aria-current={asked ? "true" : undefined}
    >
      <div>
        <div className={styles.head}>
          <h2 className={styles.name}>
            {identity.name}
            <span className={styles.kind}>{identityKindWords(identity.kind)}</span>
          </h2>
          <StatusMark verdict={tokenVerdict(identity)} />
        </div>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      <FactsList>
        <IdFact label="Client ID" purpose="what a token request names" fact={identity.clientId} />
        <IdFact
          label="Object (principal) ID"
          purpose="what a policy or role assignment names"
          fact={identity.principalId}
        />
        <IdFact label="Tenant ID" purpose="where it lives" fact={identity.tenantId} />
        <IdFact label="Resource ID" purpose="what templates and az name" fact={identity.resourceId} wide />
        <FactItem label="Assigned to this app">
          <FactValue fact={identity.assigned}>{(assigned) => (assigned ? "Yes" : "No")}</FactValue>
        </FactItem>
        {foundIn && <FactItem label="Found in">{foundIn}</FactItem>}
      </FactsList>
      <TokenFacts token={identity.token} />
    </section>
  );
}

type IdFactProps = {
  label: string;
  purpose: string;
  fact: Identity["clientId" | "resourceId" | "principalId" | "tenantId"];
  wide?: boolean;
};

function IdFact({ label, purpose, fact, wide = false }: IdFactProps) {
  return (
    <FactItem label={label} purpose={purpose} wide={wide}>
      <FactValue fact={fact}>
        {(value) => (value ? <Identifier value={value} what={label} /> : "None")}
      </FactValue>
    </FactItem>
  );
}

function tokenVerdict({ token }: Identity) {
  const verdict = outcomeVerdict(token.outcome);
  return verdict.status === "allowed" ? { ...verdict, words: "Token obtained" } : verdict;
}
