import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { DesktopRegular } from "@fluentui/react-icons/svg/desktop";
import { WeatherMoonRegular } from "@fluentui/react-icons/svg/weather-moon";
import { WeatherSunnyRegular } from "@fluentui/react-icons/svg/weather-sunny";
import { useId } from "react";
import { hiddenFromSight } from "../components/visually-hidden.tsx";
import { chooseTheme, useThemeChoice } from "./theme.ts";

const choices = [
  { choice: "system", label: "As the system", icon: <DesktopRegular /> },
  { choice: "light", label: "Light", icon: <WeatherSunnyRegular /> },
  { choice: "dark", label: "Dark", icon: <WeatherMoonRegular /> },
] as const;

const useStyles = makeStyles({
  group: {
    display: "inline-flex",
    margin: 0,
    padding: "2px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  legend: hiddenFromSight,
  choice: {
    position: "relative",
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    width: "28px",
    height: "24px",
    fontSize: "16px",
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground3,
    ":focus-within": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    "@media (forced-colors: active)": { outline: "1px solid Highlight" },
  },
  input: { position: "absolute", inset: 0, margin: 0, opacity: 0, cursor: "pointer" },
});

/** The theme: the system's, light or dark. */
export function ThemeSwitch() {
  const styles = useStyles();
  const chosen = useThemeChoice();
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Theme</legend>
      {choices.map(({ choice, label, icon }) => (
        <span
          key={choice}
          className={mergeClasses(styles.choice, choice === chosen && styles.chosen)}
          title={label}
        >
          {icon}
          <input
            className={styles.input}
            type="radio"
            name={name}
            aria-label={label}
            checked={choice === chosen}
            onChange={() => chooseTheme(choice)}
          />
        </span>
      ))}
    </fieldset>
  );
}
