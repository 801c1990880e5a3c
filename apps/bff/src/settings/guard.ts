import { z } from "zod";
import type { Environment } from "./environment.ts";
import { read } from "./read.ts";

/** Who may do what, and how often. */
export type GuardSettings = {
  /** The app roles' values, as the app registration defines them. Compared exactly. */
  roleNames: { viewer: string; tester: string };
  /** Requests to the API that one person may send in a minute; all persons together may send four times as many. */
  ratePerMinute: number;
};

const roleName = z.string().regex(/^[!-~]{1,120}$/);
const rate = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(1_000_000));

/** @throws SettingError */
export function guardSettings(env: Environment): GuardSettings {
  const role = (name: string, otherwise: string) =>
    read(env, name, roleName, otherwise, "an app role's value, 1 to 120 visible characters");
  return {
    roleNames: {
      viewer: role("LATCHKEY_VIEWER_ROLE", "Latchkey.Viewer"),
      tester: role("LATCHKEY_TESTER_ROLE", "Latchkey.Tester"),
    },
    ratePerMinute: read(env, "LATCHKEY_RATE_PER_MINUTE", rate, 1_200, "a number from 1 to 1000000"),
  };
}
