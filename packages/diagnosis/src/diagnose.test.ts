import { causeIdSchema, diagnosisSchema } from "@latchkey/shared/diagnosis";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caller, decisiveCases, noEndpoint, policyDenial, rbacDenial } from "../cases/decisive.ts";
import { diagnose } from "./diagnose.ts";
import { explainText } from "./explain-text.ts";
import type { DiagnosisFacts } from "./facts.ts";

describe("evidence decides between neighbours", () => {
  test.each(decisiveCases)("%s", (_, facts, cause, neighbour) => {
    const answers = diagnose(facts).causes.map(({ id }) => id);
    expect(answers[0]).toBe(cause);
    expect(answers.indexOf(neighbour)).not.toBe(0);
  });

  test("every cause but unknown has a row", () => {
    const covered = new Set(decisiveCases.map(([, , cause]) => cause));
    const open = causeIdSchema.options.filter((id) => id !== "unknown" && !covered.has(id));
    expect(open).toEqual(["wrong-identity-selected"]);
  });
});

describe("honesty", () => {
  test.each<[string, DiagnosisFacts]>([
    ["a denial by role with roles unknown", rbacDenial],
    ["a denial by policy with policies unknown", policyDenial],
    ["a bare 403", { operation: "get", httpStatus: 403 }],
    ["a bare 401", { operation: "get", httpStatus: 401 }],
    ["no endpoint, ARM unknown", { operation: "token", raw: noEndpoint }],
    ["a name that does not resolve", { operation: "get", errorCode: "ENOTFOUND" }],
    ["a 404", { operation: "get", httpStatus: 404 }],
    ["nothing at all", {}],
  ])("%s: the first cause names a fact that would decide", (_, facts) => {
    expect(diagnose(facts).causes[0]?.missing).not.toEqual([]);
  });

  test("missing facts are never ones that are known", () => {
    for (const [, facts] of decisiveCases)
      for (const { missing } of diagnose(facts).causes)
        for (const { fact } of missing) expect(facts[fact]).toBeUndefined();
  });

  test("a code is quoted together with the text that says the same", () => {
    const [first] = diagnose({
      ...rbacDenial,
      raw: "Caller is not authorized to perform action on resource.",
    }).causes;
    expect(first?.evidence).toEqual(
      expect.arrayContaining([
        "ForbiddenByRbac",
        expect.stringContaining("not authorized to perform action"),
      ]),
    );
  });

  test("structured codes win over a text that says something else", () => {
    const raw = `Client address is not authorized and caller is not a trusted service. Caller: ${caller}`;
    expect(diagnose({ ...rbacDenial, raw, callerRoles: [] }).causes[0]?.id).toBe("rbac-role-missing");
  });
});

describe("whatever comes in", () => {
  test("the answer fits the schema, and causes come in order", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 400 }),
        fc.constantFrom("token", "get", "list", "arm", "reference", undefined),
        (raw, operation) => {
          const { causes } = diagnosisSchema.parse(diagnose({ raw, operation }, { armReadable: false }));
          const known = causes.filter(({ id }) => id !== "unknown").map(({ confidence }) => confidence);
          expect(known).toEqual([...known].sort((left, right) => right - left));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a text about something else is not decided", () => {
    expect(explainText("The quick brown fox jumps over the lazy dog.").diagnosis.causes[0]?.id).toBe(
      "unknown",
    );
  });
});
