import { type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";
import { useMedia } from "../lib/use-media.ts";

const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = "latchkey-theme";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return themeChoices.find((choice) => choice === stored) ?? "system";
}

/** Keeps the choice in this browser and shows it at once. */
export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(storageKey, choice);
  for (const listener of listeners) listener();
}

/** What the person chose: a theme, or the system's. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readChoice);
}

/** The theme to draw with. High contrast (`forced-colors`) overrides its colours in the browser itself. */
export function useTheme(): { theme: Theme; dark: boolean } {
  const choice = useThemeChoice();
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const dark = choice === "system" ? systemDark : choice === "dark";
  return { theme: dark ? webDarkTheme : webLightTheme, dark };
}
