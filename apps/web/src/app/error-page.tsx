import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";

const useStyles = makeStyles({
  page: { display: "grid", gap: "16px", justifyItems: "start" },
  link: { color: tokens.colorBrandForegroundLink },
});

type Lost = {
  page: string;
  /** Where the page's facts can be had without it. */
  facts?: string;
};

/** What stands in place of one page that failed to draw: a component for its route. */
export function errorPageOf({ page, facts }: Lost) {
  return function ErrorPage({ error }: { error: unknown }) {
    const styles = useStyles();
    return (
      <div className={styles.page}>
        <PageHeader
          answer={`${page} could not be shown`}
          page={page}
          basis={
            <>
              The other pages still work.
              {facts && (
                <>
                  {" "}
                  The same facts are at{" "}
                  <a className={styles.link} href={facts}>
                    {facts}
                  </a>
                  .
                </>
              )}
            </>
          }
        />
        <ProblemNotice error={error} />
        <Button onClick={() => window.location.reload()}>Reload the page</Button>
      </div>
    );
  };
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
