import { describe, expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { DiagnosisFacts } from "./facts.ts";

const rbacDenial: DiagnosisFacts = {
  operation: "get",
  httpStatus: 403,
  errorCode: "Forbidden",
  innerCode: "ForbiddenByRbac",
};

describe("the probe's own structures", () => {
  const own = "11111111-1111-4111-8111-111111111111";
  const other = "22222222-2222-4222-8222-222222222222";
  const ownClient = "33333333-3333-4333-8333-333333333333";
  const identities: DiagnosisFacts["identities"] = [
    { kind: "system-assigned", name: "app", principalId: own, clientId: ownClient },
    {
      kind: "user-assigned",
      name: "id-orders",
      principalId: other,
      clientId: "44444444-4444-4444-8444-444444444444",
    },
  ];
  const denied: DiagnosisFacts = {
    operation: "get",
    steps: [
      {
        operation: "get",
        outcome: { kind: "denied", by: "access-policy", httpStatus: 403, innerCode: "AccessDenied" },
      },
    ],
    permissionModel: "access-policy",
    caller: { principalId: own },
    identities,
  };

  test("a grant of another attached identity makes it the wrong one that calls", () => {
    const facts = {
      ...denied,
      grants: [{ kind: "access-policy" as const, objectId: other, secrets: ["get"] }],
    };
    const [first] = diagnose(facts).causes;
    expect(first).toMatchObject({ id: "wrong-identity-selected", basis: "arm-showed", missing: [] });
    expect(first?.evidence.join()).toContain("id-orders");
  });

  test("a grant in the model that the vault does not use is no such grant", () => {
    const facts = {
      ...denied,
      grants: [{ kind: "role" as const, principalId: other, roleName: "Key Vault Secrets User" }],
    };
    expect(diagnose(facts).causes[0]?.id).toBe("access-policy-missing");
  });

  test("a grant of the caller's client ID names the wrong principal", () => {
    const facts = {
      ...denied,
      grants: [{ kind: "access-policy" as const, objectId: ownClient, secrets: ["get", "list"] }],
    };
    expect(diagnose(facts).causes[0]?.id).toBe("grant-on-wrong-principal");
  });

  test("somebody else's policy is no evidence against the caller's own", () => {
    const facts = {
      ...denied,
      grants: [
        {
          kind: "access-policy" as const,
          objectId: "55555555-5555-4555-8555-555555555555",
          secrets: ["all"],
        },
      ],
    };
    expect(diagnose(facts).causes[0]).toMatchObject({ id: "access-policy-missing", missing: [] });
  });

  test("a selected value that is an identity's principal ID is recognised", () => {
    const facts: DiagnosisFacts = {
      operation: "token",
      steps: [{ operation: "token", outcome: { kind: "no-token", why: "not-assigned", httpStatus: 400 } }],
      identities,
      selectedIdValue: other.toUpperCase(),
    };
    expect(diagnose(facts).causes[0]).toMatchObject({
      id: "principal-id-used-as-client-id",
      basis: "arm-showed",
    });
  });

  test("an ARM denial is named where the fact is missing", () => {
    const facts: DiagnosisFacts = {
      ...rbacDenial,
      armDenials: [
        {
          facts: ["callerRoles"],
          action: "Microsoft.Authorization/roleAssignments/read",
          scope: "/subscriptions/s",
        },
      ],
    };
    const missing = diagnose(facts).causes[0]?.missing ?? [];
    expect(missing.find(({ fact }) => fact === "callerRoles")?.provide).toContain(
      "Microsoft.Authorization/roleAssignments/read on /subscriptions/s",
    );
  });

  test("what looks suspicious before the gate that refused is not why", () => {
    const suspicious: DiagnosisFacts = {
      dns: "public",
      privateEndpoint: true,
      env: { IDENTITY_ENDPOINT: "nonsense", AzureServicesAuthConnectionString: "'RunAs=App'" },
      grants: [{ kind: "access-policy", objectId: ownClient, secrets: ["get"] }],
    };
    expect(diagnose({ ...denied, grants: [], ...suspicious }).causes[0]?.id).toBe("grant-on-wrong-principal");
    const cut: DiagnosisFacts = {
      ...suspicious,
      identities,
      caller: { principalId: own },
      steps: [{ operation: "get", outcome: { kind: "unreachable", why: "dns" } }],
    };
    expect(diagnose(cut).causes[0]?.id).toBe("private-dns-misconfigured");
  });

  test("without a named operation the first step that failed is explained", () => {
    const steps: DiagnosisFacts["steps"] = [
      { operation: "token", outcome: { kind: "allowed", proof: "token-obtained" } },
      {
        operation: "list",
        outcome: {
          kind: "denied",
          by: "access-policy",
          httpStatus: 403,
          caller: { principalId: own as never },
        },
      },
    ];
    const grants: DiagnosisFacts["grants"] = [{ kind: "access-policy", objectId: own, secrets: ["get"] }];
    expect(diagnose({ steps, grants, identities, permissionModel: "access-policy" }).causes[0]).toMatchObject(
      { id: "access-policy-missing", missing: [] },
    );
  });

  test("each outcome of a probe that fails leads to a cause", () => {
    const outcomes = [
      { kind: "no-token", why: "none-selected" },
      { kind: "no-token", why: "endpoint-absent" },
      { kind: "no-token", why: "time-out" },
      { kind: "unreachable", why: "dns" },
      { kind: "unreachable", why: "tls" },
      { kind: "token-rejected", httpStatus: 401 },
      { kind: "throttled", httpStatus: 429 },
    ] as const;
    for (const outcome of outcomes) {
      const operation = outcome.kind === "no-token" ? "token" : "get";
      expect(diagnose({ operation, steps: [{ operation, outcome }] }).causes[0]?.id).not.toBe("unknown");
    }
  });
});
