import { makeStyles, tokens } from "@fluentui/react-components";
import { known } from "@latchkey/shared/fact";
import { identityKindWords } from "../../components/identity-words.ts";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { smallGreyLine } from "../../components/text.styles.ts";
import type { MatrixRow } from "./access-matrix.ts";

const useStyles = makeStyles({
  head: { display: "grid", minWidth: 0 },
  name: { display: "flex", minWidth: 0, fontWeight: tokens.fontWeightSemibold },
  sub: {
    display: "flex",
    minWidth: 0,
    ...smallGreyLine,
    fontWeight: tokens.fontWeightRegular,
  },
  mono: { fontFamily: tokens.fontFamilyMonospace },
});

/** Who a row is about: name, kind or what *As configured* is, and the client ID. */
export function IdentityHead({ row }: { row: MatrixRow }) {
  const styles = useStyles();
  const { identity, note } = row;
  const clientId = known(identity.clientId);
  return (
    <span className={styles.head}>
      <span className={styles.name}>
        <MiddleCut text={identity.name} />
      </span>
      <span className={styles.sub}>
        <MiddleCut text={note ?? identityKindWords(identity.kind)} />
      </span>
      <span className={styles.sub}>
        {clientId ? <MiddleCut text={clientId} className={styles.mono} /> : "Client ID unknown"}
      </span>
    </span>
  );
}
