import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync, utimesSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { root } from "./run.ts";

type Answer = { status: number; headers: Headers; text: string };
type Running = { child: ChildProcess; output: () => string };

const port = await freePorts();
const address = `http://127.0.0.1:${port}`;
const html = { accept: "text/html" };
let dev: Running;

beforeAll(async () => {
  dev = run(port);
  await vi.waitFor(() => expect(dev.output()).toContain(`Latchkey            ${address}\n`), 30_000);
});
afterAll(() => dev.child.kill("SIGKILL"));

test("the page, from its sources, and the API are answered at one address", async () => {
  const page = await ask("/vaults/kv-orders", html);
  expect(page.text).toContain("/@vite/client");
  expect(page.text).toContain('src="/src/main.tsx"');
  expect((await ask("/src/main.tsx")).text).toContain("createRoot");
  const report = await ask("/api/report");
  expect([report.status, report.headers.get("content-type")]).toEqual([200, "application/json"]);
});

test("who signed out is sent to sign in, and comes back to where they were", async () => {
  const out = await ask("/.auth/logout");
  const cookie = cookieOf(out);
  expect((await ask("/api/report", { cookie })).status).toBe(401);
  const away = await ask("/vaults?x=1", { ...html, cookie });
  const login = "/.auth/login/aad?post_login_redirect_uri=%2Fvaults%3Fx%3D1";
  expect([away.status, away.headers.get("location")]).toEqual([302, login]);
  const back = await ask(`${login}&persona=sam`, { cookie });
  expect(back.headers.get("location")).toBe("/vaults?x=1");
  expect((await ask("/vaults?x=1", { ...html, cookie: cookieOf(back) })).status).toBe(200);
});

test("a source that was touched restarts the backend, with the environment of the world as it stands", async () => {
  const before = await backendPid();
  const source = `${root}apps/bff/src/versions.ts`;
  const { atime, mtime } = statSync(source);
  utimesSync(source, atime, new Date());
  await expect.poll(backendPid, { timeout: 15_000 }).not.toBe(before);
  await expect.poll(dev.output, { timeout: 15_000 }).toContain("The backend was restarted");
  utimesSync(source, atime, mtime);
  await expect.poll(() => dev.output().split("was restarted").length, { timeout: 15_000 }).toBe(3);
  const { text } = await ask("/api/identities");
  expect(JSON.parse(text).identities).toContainEqual(expect.objectContaining({ kind: "system-assigned" }));
});

test("a port that is taken is told in one sentence, and nothing is left running", async () => {
  const control = run(port);
  expect(await once(control.child, "close")).toEqual([1, null]);
  expect(control.output().trim()).toBe(`Port ${port + 1} is in use by another process.`);
  const other = await freePorts();
  const taken = createServer().listen(other, "127.0.0.1");
  await once(taken, "listening");
  const page = run(other);
  expect(await once(page.child, "close")).toEqual([1, null]);
  expect(page.output().trim()).toBe(`Port ${other} is in use by another process.`);
  await new Promise((resolve) => taken.close(resolve));
});

test("Ctrl-C ends everything", async () => {
  const backend = await backendPid();
  expect(isAlive(backend)).toBe(true);
  dev.child.kill("SIGINT");
  expect(await once(dev.child, "close")).toEqual([0, null]);
  expect(isAlive(backend)).toBe(false);
  await expect(fetch(address)).rejects.toThrow();
});

function run(onPort: number): Running {
  const child = spawn(process.execPath, ["scripts/dev.ts"], {
    cwd: root,
    env: { ...process.env, PORT: String(onPort) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  return { child, output: () => output };
}

async function ask(path: string, headers: Record<string, string> = {}, from = address): Promise<Answer> {
  const answer = await fetch(from + path, { headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

function cookieOf({ headers }: Answer): string {
  return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** The process of the backend, as the emulator's controls tell it. */
async function backendPid(): Promise<number | null> {
  const { text } = await ask("/_emulator/state", {}, `http://127.0.0.1:${port + 1}`);
  return JSON.parse(text).app.pid;
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A loopback port that nobody uses at the moment, and neither the next one. */
async function freePorts(): Promise<number> {
  const first = createServer().listen(0, "127.0.0.1");
  await once(first, "listening");
  const bound = first.address();
  const number = typeof bound === "object" ? (bound?.port ?? 0) : 0;
  const next = createServer().listen(number + 1, "127.0.0.1");
  const isFree = await once(next, "listening").then(
    () => true,
    () => false,
  );
  await Promise.all([first, next].map((server) => new Promise((resolve) => server.close(resolve))));
  return isFree && number < 65_534 ? number : freePorts();
}
