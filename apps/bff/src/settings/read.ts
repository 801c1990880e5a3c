import type { z } from "zod";
import type { Environment } from "./environment.ts";
import { SettingError } from "./setting-error.ts";

/**
 * One setting, parsed; unset and empty give `otherwise`.
 * @throws SettingError that names the setting, what was found and, in the words of `allowed`, what may stand there.
 */
export function read<Value>(
  env: Environment,
  name: string,
  schema: z.ZodType<Value>,
  otherwise: Value,
  allowed: string,
): Value {
  const found = env[name];
  if (found === undefined || found === "") return otherwise;
  const parsed = schema.safeParse(found.trim());
  if (!parsed.success) throw new SettingError(name, found, allowed);
  return parsed.data;
}
