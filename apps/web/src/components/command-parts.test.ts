import { expect, test } from "vitest";
import { commandParts } from "./command-parts.ts";

const command = `az role assignment create --role '4633458b-17de-408a-b874-0445c86b69e6' \\
  --scope "/subscriptions/1/it's" # Key Vault Secrets User`;

test("quoted values are this app's own part, comments are remarks", () => {
  expect(commandParts(command).map(({ kind, text }) => [kind, text.trim()])).toEqual([
    ["plain", "az role assignment create --role"],
    ["own", "'4633458b-17de-408a-b874-0445c86b69e6'"],
    ["plain", "\\\n  --scope"],
    ["own", `"/subscriptions/1/it's"`],
    ["plain", ""],
    ["remark", "# Key Vault Secrets User"],
  ]);
});

test("ids need no quotes to be this app's own part", () => {
  const plain = "az x --ids 4633458b-17de-408a-b874-0445c86b69e6 --scope /subscriptions/1/kv";
  expect(commandParts(plain).filter(({ kind }) => kind === "own")).toEqual([
    { kind: "own", text: "4633458b-17de-408a-b874-0445c86b69e6" },
    { kind: "own", text: "/subscriptions/1/kv" },
  ]);
});

test.each([command, "", "'open", "https://kv.vault.azure.net/#x", "name: 'a''b' // own\nscope: vault"])(
  "the pieces of %j are the whole command",
  (text) => {
    expect(
      commandParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  },
);
