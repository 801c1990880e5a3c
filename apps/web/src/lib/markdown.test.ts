import { expect, test } from "vitest";
import { markdownBlock, markdownCode, markdownText } from "./markdown.ts";

test.each([
  ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
  ["[click](https://evil.example)", "\\[click\\](https:\\/\\/evil.example)"],
  ["www.evil.example", "www\\.evil.example"],
  ["# not a heading", "\\# not a heading"],
  ["- not an item", "\\- not an item"],
  ["1. not an item", "1\\. not an item"],
  ["2026 is a year", "\\2026 is a year".replace("\\", "")],
  ["a | b", "a \\| b"],
  ["one\ntwo\r\n\r\nthree", "one two three"],
  ["bell\u0007 and escape\u001b[31m", "bell and escape\\[31m"],
  ["kv-orders", "kv-orders"],
])("%j is written %j", (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test("a code span is longer than any run of backticks inside it", () => {
  expect(markdownCode("id-orders")).toBe("`id-orders`");
  expect(markdownCode("a``b")).toBe("```a``b```");
  expect(markdownCode("`a")).toBe("`` `a ``");
});

test("a block is fenced longer than its content, which cannot end it", () => {
  expect(markdownBlock("one\n```\ntwo")).toBe("````text\none\n```\ntwo\n````");
  expect(markdownBlock("az keyvault show", "bash")).toBe("```bash\naz keyvault show\n```");
});
