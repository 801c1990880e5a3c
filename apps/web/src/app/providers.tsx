import {
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  tokens,
} from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { createQueryClient } from "./query-client.ts";
import { createStyleRenderer } from "./renderer.ts";
import { createPageRouter } from "./router.ts";
import { useTheme } from "./theme.ts";

const queryClient = createQueryClient();
const router = createPageRouter(queryClient);
const renderer = createStyleRenderer();

const useStaticStyles = makeStaticStyles([
  { "*, *::before, *::after": { boxSizing: "border-box" }, body: { margin: 0 } },
  // A rule inside a media query can only be given as text.
  "@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; transition-duration: 0.01ms !important; } }",
]);

const useStyles = makeStyles({
  page: {
    minHeight: "100vh",
    backgroundColor: tokens.colorNeutralBackground1,
    "@media print": { minHeight: 0 },
  },
});

/** The page with everything it needs around it. */
export function Providers() {
  return (
    <RendererProvider renderer={renderer}>
      <QueryClientProvider client={queryClient}>
        <ThemedPage />
      </QueryClientProvider>
    </RendererProvider>
  );
}

function ThemedPage() {
  useStaticStyles();
  const styles = useStyles();
  const { theme, dark } = useTheme();
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    document.body.style.backgroundColor = theme.colorNeutralBackground1;
  }, [dark, theme]);
  return (
    <FluentProvider theme={theme}>
      <div className={styles.page}>
        <RouterProvider router={router} />
      </div>
    </FluentProvider>
  );
}
