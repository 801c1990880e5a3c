import { Button, makeStyles } from "@fluentui/react-components";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";

const useStyles = makeStyles({
  page: { display: "grid", gap: "16px", justifyItems: "start" },
});

/** What stands in place of a page that failed to draw. */
export function ErrorPage({ error }: { error: unknown }) {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <PageHeader answer="This page could not be shown" page="Error" basis="The other pages still work." />
      <ProblemNotice error={error} />
      <Button onClick={() => window.location.reload()}>Reload the page</Button>
    </div>
  );
}

/** What stands at an address that Latchkey does not have. */
export function NotFoundPage() {
  return (
    <PageHeader
      answer="There is no page at this address"
      page="Not found"
      basis={
        <>
          The link may be old. <Link to="/">Go to the overview</Link>
        </>
      }
    />
  );
}
