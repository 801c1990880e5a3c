import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import type { ObservedVault } from "@latchkey/shared/vault";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FactItem, FactsList, FactValue } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { onPhone } from "../../lib/breakpoints.ts";
import { dnsWords, networkWords, softDeleteWords } from "./vault-answers.ts";

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
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  rules: {
    margin: "4px 0 0",
    padding: 0,
    listStyleType: "none",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: "anywhere",
  },
});

type VaultBlockProps = { vault: ObservedVault; asked: boolean; children?: ReactNode };

/** One vault: where it is, what guards it, and how it looks on the network from here. */
export function VaultBlock({ vault, asked, children }: VaultBlockProps) {
  const styles = useStyles();
  return (
    <section
      id={`vault-${vault.id}`}
      className={mergeClasses(styles.block, asked && styles.asked)}
      aria-label={vault.name}
      aria-current={asked ? "true" : undefined}
    >
      <div className={styles.head}>
        <h2 className={styles.name}>{vault.name}</h2>
        <Link to="/secrets" search={{ vault: vault.id }} className={styles.link}>
          <KeyRegular fontSize={16} /> Secrets of {vault.name}
        </Link>
      </div>
      <FactsList>
        <FactItem label="Vault URI" purpose="what code names">
          <Identifier value={vault.uri} what="Vault URI" />
        </FactItem>
        <FactItem label="Permission model">
          <FactValue fact={vault.permissionModel}>
            {(model) => (model === "rbac" ? "Azure role-based access control" : "Vault access policy")}
          </FactValue>
        </FactItem>
        <FactItem label="Location">
          <FactValue fact={vault.location}>{(location) => location}</FactValue>
        </FactItem>
        <FactItem label="Network rules">
          <FactValue fact={vault.network}>
            {(rules) => (
              <>
                {networkWords(rules)}
                <RuleList rules={[...rules.ipRules, ...rules.virtualNetworkRules]} />
              </>
            )}
          </FactValue>
        </FactItem>
        <FactItem label="DNS answer" purpose="seen from this app">
          <FactValue fact={vault.dns}>
            {(dns) => (
              <>
                {dnsWords(dns)}
                <RuleList rules={dns.aliases.map((alias) => `→ ${alias}`)} />
              </>
            )}
          </FactValue>
        </FactItem>
        <FactItem label="Address the vault saw" purpose="where this app comes from">
          <FactValue fact={vault.seenAddress}>
            {(address) => <span className={styles.mono}>{address}</span>}
          </FactValue>
        </FactItem>
        <FactItem label="Soft delete">
          <FactValue fact={vault.softDelete}>{softDeleteWords}</FactValue>
        </FactItem>
        {vault.foundIn.length > 0 && <FactItem label="Found in">{vault.foundIn.join(", ")}</FactItem>}
        <FactItem label="Resource ID" purpose="what templates and az name" wide>
          <FactValue fact={vault.resourceId}>
            {(id) => <Identifier value={id} what="Resource ID" />}
          </FactValue>
        </FactItem>
      </FactsList>
      {children}
    </section>
  );
}

function RuleList({ rules }: { rules: string[] }) {
  const styles = useStyles();
  if (rules.length === 0) return null;
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  );
}
