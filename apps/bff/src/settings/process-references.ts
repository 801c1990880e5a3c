import { looksLikeReference } from "@latchkey/diagnosis/azure/reference";
import type { InProcess } from "@latchkey/shared/references";
import { z } from "zod";
import type { Environment } from "./environment.ts";

/** A Key Vault reference as this process shows it. There is no value in it. */
export type ProcessReference = {
  setting: string;
  /** The reference's text; undefined where only its resolved value is there. */
  text: string | undefined;
  status: string | undefined;
  details: string | undefined;
  activeVersion: string | undefined;
  identityType: string | undefined;
};

/** What the environment tells of Key Vault references. Values of settings stay behind: only "resolved" or "literal" comes out. */
export type ProcessReferences = {
  all: ProcessReference[];
  inProcess(setting: string): InProcess;
};

// The layout of this variable is documented nowhere; what is recognised is used, in whichever letter case.
const listedSchema = z.record(
  z.string(),
  z
    .record(z.string(), z.unknown())
    .transform((entry) => new Map(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value]))),
);

/** Every reference that is still the literal in this process, then those that `WEBSITE_KEYVAULT_REFERENCES` lists. By setting name. */
export function processReferences(env: Environment): ProcessReferences {
  const names = Object.keys(env).filter((name) => !name.startsWith("APPSETTING_") && env[name] !== undefined);
  const literal = new Set(names.filter((name) => looksLikeReference(env[name] ?? "")));
  const present = new Set(names);
  const listed = listedReferences(env);
  const settings = [...new Set([...literal, ...Object.keys(listed)])].toSorted();
  return {
    all: settings.map((setting): ProcessReference => {
      const entry = listed[setting];
      const text = (...keys: string[]) =>
        keys.map((key) => entry?.get(key)).find((value) => typeof value === "string");
      const written = text("rawreference", "reference");
      return {
        setting,
        text: literal.has(setting)
          ? env[setting]
          : written && looksLikeReference(written)
            ? written
            : undefined,
        status: text("status"),
        details: text("details"),
        activeVersion: text("activeversion"),
        identityType: text("identitytype"),
      };
    }),
    inProcess: (setting) => (literal.has(setting) ? "literal" : present.has(setting) ? "resolved" : "absent"),
  };
}

function listedReferences(env: Environment): z.infer<typeof listedSchema> {
  try {
    return listedSchema.safeParse(JSON.parse(env.WEBSITE_KEYVAULT_REFERENCES ?? "{}")).data ?? {};
  } catch {
    return {};
  }
}
