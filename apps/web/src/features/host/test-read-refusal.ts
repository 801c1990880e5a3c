import type { AppAnswer } from "@latchkey/shared/app";

/** Why this person may not test-read secrets, as a sentence; null when they may. */
export function testReadRefusal({
  person,
  testerRole,
}: Pick<AppAnswer, "person" | "testerRole">): string | null {
  if (!person || person.roles.includes("tester")) return null;
  return `Test read is for people with the app role ${testerRole}; ${person.name} has not been assigned it.`;
}
