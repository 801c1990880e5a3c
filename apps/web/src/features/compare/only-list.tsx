import { makeStyles } from "@fluentui/react-components";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { VirtualTable } from "../../components/virtual-table.tsx";
import { onPhone } from "../../lib/breakpoints.ts";
import type { Sides } from "./pair-table.tsx";
import type { SecretsCompared } from "./queries.ts";

const useStyles = makeStyles({
  grid: {
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 240px)",
    columnGap: "16px",
    padding: "0 16px",
    [onPhone]: {
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 132px)",
      padding: "0 12px",
    },
  },
  cell: { display: "flex" },
});

type OnlyListProps = { only: SecretsCompared["only"]; sides: Sides };

/** The names that one side alone can list, of which only those in view and a few beside are elements. */
export function OnlyList({ only, sides }: OnlyListProps) {
  const styles = useStyles();
  return (
    <VirtualTable
      label="Secrets only one can list"
      regionLabel="Names"
      rows={only}
      keyOf={({ side, name }) => `${side} ${name}`}
      columns={[
        { name: "Name", cellClassName: styles.cell, cell: ({ name }) => <MiddleCut text={name} /> },
        {
          name: "Only listed by",
          cellClassName: styles.cell,
          cell: ({ side }) => <MiddleCut text={sides[side]} />,
        },
      ]}
      rowHeight={36}
      gridClassName={styles.grid}
      height={{ rows: 12 }}
    />
  );
}
