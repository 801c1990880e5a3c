import { mergeClasses } from "@fluentui/react-components";
import type { Fact } from "@latchkey/shared/fact";
import type { Reference } from "@latchkey/shared/references";
import { Link } from "@tanstack/react-router";
import { Identifier } from "../../components/identifier.tsx";
import { Quotes } from "../../components/quotes.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { duration } from "../../lib/format-time.ts";
import {
  directReadVerdict,
  inProcessWords,
  referenceVerdict,
  statusVerdict,
  versionWords,
} from "./reference-answers.ts";

/** One reference. Setting, vault and secret names are untrusted texts. */
export function ReferenceRow({ reference }: { reference: Reference }) {
  const table = useTableStyles();
  const { setting, syntax, status, verdict } = reference;
  return (
    <tr className={table.row}>
      <th scope="row" className={table.cell}>
        <div className={table.strong}>{setting}</div>
        {syntax.kind === "not-seen" ? (
          <div className={table.quiet}>{syntax.because}</div>
        ) : (
          <code className={table.mono}>{syntax.text}</code>
        )}
      </th>
      <td className={table.cell} data-label="Vault and secret">
        <Secret reference={reference} />
      </td>
      <td className={table.cell} data-label="Status in Azure">
        <VerdictLine verdict={statusVerdict(status)} />
        <div className={table.quiet}>
          {status.state === "known" ? status.value.details : `because ${status.because}`}
        </div>
        <div className={table.quiet}>{inProcessWords(reference.inProcess)}</div>
      </td>
      <td className={table.cell} data-label="Version">
        <Versions reference={reference} />
      </td>
      <td className={table.cell} data-label="Verdict">
        <div className={table.strong}>
          <StatusMark verdict={referenceVerdict(verdict.kind)} />
        </div>
        <div>{verdict.sentence}</div>
        <DirectReadLine reference={reference} />
        {verdict.next && (
          <div>
            <strong>Next:</strong> {verdict.next}
          </div>
        )}
        {verdict.evidence.length > 0 && (
          <details>
            <summary className={table.summary}>Evidence</summary>
            <Quotes basis={verdict.basis} quotes={verdict.evidence} />
          </details>
        )}
      </td>
    </tr>
  );
}

function Secret({ reference }: { reference: Reference }) {
  const table = useTableStyles();
  const { vaultId, secretName, syntax, identity } = reference;
  if (syntax.kind === "malformed") {
    return (
      <VerdictLine verdict={{ status: "denied", words: "Malformed" }}>
        At position {syntax.position}: {syntax.reason}
      </VerdictLine>
    );
  }
  const as = identity.state === "known" ? identity.value : null;
  return (
    <>
      {vaultId ? (
        <Link
          to="/secrets"
          search={{
            vault: vaultId,
            ...(as?.identityId && { identity: as.identityId }),
            ...(secretName && { secret: secretName }),
          }}
          className={table.link}
        >
          {vaultId} / {secretName ?? "?"}
        </Link>
      ) : (
        (secretName ?? "Not known")
      )}
      <div className={table.quiet}>
        {identity.state === "known"
          ? `as ${identity.value.name}`
          : `as whom is unknown, because ${identity.because}`}
      </div>
    </>
  );
}

function Versions({ reference }: { reference: Reference }) {
  const table = useTableStyles();
  const { pinnedVersion, versionInUse, latestVersion } = reference;
  return (
    <>
      <div>{pinnedVersion ? "Pinned to one version" : "Follows the latest"}</div>
      <VersionFact label="In use" fact={versionInUse} />
      <VersionFact label="Latest" fact={latestVersion} />
      <div className={table.quiet}>{versionWords(reference)}</div>
    </>
  );
}

function VersionFact({ label, fact }: { label: string; fact: Fact<string> }) {
  const table = useTableStyles();
  if (fact.state === "unknown")
    return (
      <div className={table.quiet}>
        {label}: unknown, because {fact.because}
      </div>
    );
  return (
    <div className={table.quiet}>
      {label}
      <Identifier value={fact.value} what={`Version, ${label.toLowerCase()}`} />
    </div>
  );
}

function DirectReadLine({ reference: { directRead } }: { reference: Reference }) {
  const table = useTableStyles();
  if (directRead.state === "not-tried")
    return <div className={mergeClasses(table.quiet)}>Not read directly: {directRead.because}</div>;
  return (
    <div className={table.quiet}>
      Direct read as the same identity: {directReadVerdict(directRead).words}, {duration(directRead.tookMs)}
    </div>
  );
}
