import { describe, expect, test } from "vitest";
import { explainText } from "../explain-text.ts";
import { cleanText, matchable } from "./clean-text.ts";
import { readText } from "./read-text.ts";

const appid = "0a1b2c3d-1111-4222-8333-444455556666";
const oid = "9f8e7d6c-5555-4666-8777-888899990000";

describe("what is pulled out of a text", () => {
  test("caller, vault, action and status of a refusal by role", () => {
    const found = readText(
      `Status: 403 (Forbidden)\nContent: {"error":{"code":"Forbidden","message":"Caller is not authorized to perform action on resource.\\r\\nCaller: appid=${appid};oid=${oid};iss=https://sts.windows.net/x/\\r\\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\\r\\nVault: kv-orders;location=westeurope\\r\\n","innererror":{"code":"ForbiddenByRbac"}}}`,
    );
    expect(found).toMatchObject({
      httpStatus: 403,
      caller: { clientId: appid, principalId: oid },
      vaultNames: ["kv-orders"],
      actions: ["microsoft.keyvault/vaults/secrets/getsecret/action"],
    });
  });

  test.each([
    ["Service request failed.\nStatus: 404 (Not Found)", 404],
    ['{"statusCode":400,"message":"x"}', 400],
    ["Operation returned an invalid status code 'Forbidden'", 403],
    ["Server returned HTTP response code: 405 for URL: http://x", 405],
    ["first 401 (Unauthorized), then 403 (Forbidden)", 403],
    ["< HTTP/1.1 429 Too Many Requests", 429],
    ["HTTP/1.1 200 OK", undefined],
    ["port 4030 and id 403403", undefined],
  ])("the status in %j is %s", (text, status) => {
    expect(readText(text).httpStatus).toBe(status);
  });

  test("numbers of Entra and Key Vault errors, each once, and never a longer number's beginning", () => {
    const found = readText("AADSTS7000215 AADSTS7000215: x AKV10032: y aadsts500011 AKV100321");
    expect(found.aadsts).toEqual(["7000215", "500011"]);
    expect(found.akv).toEqual(["10032"]);
  });

  test("the audience that the vault found", () => {
    expect(
      readText(
        "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://graph.microsoft.com.",
      ).audience,
    ).toBe("https://graph.microsoft.com");
  });
});

describe("the form of a text does not matter", () => {
  const message = '"message":"Unable to load the proper Managed Identity."';
  const nested = (depth: number): string => {
    let text = `{${message}}`;
    for (let level = 0; level < depth; level++) text = JSON.stringify({ inner: text });
    return text;
  };
  test.each([
    ["JSON in JSON strings", nested(5)],
    ["terminal colours", `\u001b[31mERROR\u001b[0m Unable to load\u001b[1m the proper Managed Identity`],
    ["HTML", "<p>Unable to load <b>the proper</b>&nbsp;Managed&#32;Identity.</p>"],
    ["line breaks", "Unable to load\r\n   the proper\r\n\tManaged Identity"],
    [
      "binary around it",
      `${"\u0000\u0001\ufffd".repeat(500)} Unable to load the proper Managed Identity ${"\u0000".repeat(500)}`,
    ],
    ["capitals", "UNABLE TO LOAD THE PROPER MANAGED IDENTITY"],
  ])("%s", (_, text) => {
    expect(explainText(text).diagnosis.causes[0]?.id).toBe("user-assigned-not-selected");
  });

  test("a matchable text keeps its length, whatever letters it has", () => {
    for (const text of ["İstanbul ", "ẞß", "ΑΣ", "ﬃ", "“x”"])
      expect(matchable(text)).toHaveLength(text.length);
  });

  test("no control or direction character survives", () => {
    expect(cleanText("a\u001b]0;title\u0007b\u202ec\u0008d\u009be")).toBe("ab c d e");
  });
});
