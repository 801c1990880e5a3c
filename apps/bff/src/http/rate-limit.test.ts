import { Hono } from "hono";
import { expect, test } from "vitest";
import { parseSettings } from "../settings/settings.ts";
import { appServiceEnv } from "../testing/fake-deps.ts";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem, sendProblem } from "./problem.ts";
import { rateLimit } from "./rate-limit.ts";

/** A route behind the limit of 6 a minute, and so of 24 for all together; `x-person` says who asks. */
function limited() {
  let elapsedMs = 0;
  const settings = parseSettings({ ...appServiceEnv, LATCHKEY_RATE_PER_MINUTE: "6" });
  const app = new Hono<ApiEnv>()
    .use((c, next) => {
      c.set("person", { id: c.req.header("x-person") ?? "", name: "", roles: [] });
      return next();
    })
    .use(rateLimit({ settings, elapsedMs: () => elapsedMs }))
    .get("/", (c) => c.text("let in"))
    .onError((error, c) =>
      error instanceof RequestProblem ? sendProblem(c, error) : c.text(error.message, 500),
    );
  const ask = async (person: string) => app.request("/", { headers: { "x-person": person } });
  return {
    async ask(person: string): Promise<[number, string | null]> {
      const { status, headers } = await ask(person);
      return [status, headers.get("retry-after")];
    },
    async letIn(person: string, times: number): Promise<number> {
      const answers = await Promise.all(Array.from({ length: times }, () => ask(person)));
      return answers.filter(({ status }) => status === 200).length;
    },
    advance: (ms: number) => {
      elapsedMs += ms;
    },
  };
}

test("all persons together may send four times the rate of one; then even a newcomer waits", async () => {
  const { ask, letIn, advance } = limited();
  for (const person of ["ada", "ben", "cleo", "dana"]) expect(await letIn(person, 6)).toBe(6);
  // 24 a minute is one in 2.5 s.
  expect(await ask("eve")).toEqual([429, "3"]);
  advance(2_500);
  expect(await ask("eve")).toEqual([200, null]);
  expect(await ask("eve")).toEqual([429, "3"]);
});

test("what one person is refused is not taken from the others", async () => {
  const { letIn } = limited();
  expect(await letIn("ada", 60)).toBe(6);
  for (const person of ["ben", "cleo", "dana"]) expect(await letIn(person, 6)).toBe(6);
});

test("who was away for an hour has no more than a minute's requests", async () => {
  const { letIn, advance } = limited();
  expect(await letIn("ada", 1)).toBe(1);
  advance(60 * 60_000);
  expect(await letIn("ada", 60)).toBe(6);
});
