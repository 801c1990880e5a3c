import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const html = readFileSync(new URL("./page.html", import.meta.url), "utf8");

const hashOf = (tag: "script" | "style") => {
  const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "";
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
};

const policy = [
  "default-src 'none'",
  `script-src ${hashOf("script")}`,
  `style-src ${hashOf("style")}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The control page: one file, nothing fetched from anywhere but this server's own API. */
export const controlPage = (): Response =>
  new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
  });
