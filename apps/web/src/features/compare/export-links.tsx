import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { exportAddress } from "./queries.ts";

const formats = [
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
  { format: "markdown", label: "Markdown" },
] as const;

const useStyles = makeStyles({ links: { display: "flex", flexWrap: "wrap", gap: "8px" } });

/** The comparison as a file. */
export function ExportLinks({ left, right }: { left: string; right: string }) {
  const styles = useStyles();
  return (
    <span className={styles.links}>
      {formats.map(({ format, label }) => (
        <Button
          key={format}
          as="a"
          href={exportAddress({ left, right }, format)}
          download
          icon={<ArrowDownloadRegular />}
          aria-label={`Export as ${label}`}
        >
          {label}
        </Button>
      ))}
    </span>
  );
}
