import { expect, test } from "vitest";
import { readText } from "../../text/read-text.ts";
import { readSigns } from "../read-signs.ts";
import { signs } from "../sign.ts";
import { entraPhrases } from "./entra-phrases.ts";
import { identityPhrases } from "./identity-phrases.ts";
import { networkPhrases } from "./network-phrases.ts";
import { vaultPhrases } from "./vault-phrases.ts";

const rows = [...identityPhrases, ...vaultPhrases, ...networkPhrases, ...entraPhrases].flatMap(
  (group) => group.rows,
);

test("each phrase is found in a text that says it, under its sign or one that answers the same question", () => {
  const silent = rows.filter(([sign, ...pieces]) => {
    const seen = readSigns({}, readText(`Something failed: ${pieces.join(" … ")} and more.`));
    return ![...seen.keys()].some((one) => signs[one].family === signs[sign].family);
  });
  expect(silent).toEqual([]);
});

test("no phrase is there twice", () => {
  const written = rows.map((row) => row.join(" | "));
  expect(written.filter((row, place) => written.indexOf(row) !== place)).toEqual([]);
});
