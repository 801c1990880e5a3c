import { html } from "hono/html";

/** A problem as a page for a person; plain, without style or script. */
export function problemPage({ title, detail, command }: { title: string; detail: string; command?: string }) {
  return html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Latchkey: ${title}</title></head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${detail}</p>
      ${command ? html`<pre>${command}</pre>` : ""}
    </main>
  </body>
</html>`;
}
