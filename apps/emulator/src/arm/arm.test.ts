import { describe, expect, test } from "vitest";
import { type Body, bearer, bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { changeVault, grantRole, identityNamed } from "../world/changes.ts";
import { resourceGroupId, subscriptionId } from "../world/resource-ids.ts";
import { roleNamed } from "../world/role-definitions.ts";
import { arm } from "./arm.ts";

const host = "management.azure.com";
const version = "api-version=2024-11-30";

type Question = { as?: string; token?: string; method?: string };

async function ask(cloud: Cloud, target: string, { as = "system", token, method = "GET" }: Question = {}) {
  const authorization = token ?? (await bearer(cloud, as, "https://management.azure.com"));
  const headers: Record<string, string> = authorization === "" ? {} : { authorization };
  return arm(cloud, wireRequest("arm", target, { host, method, headers }));
}

const group = (cloud: Cloud) => resourceGroupId(cloud.world, "rg-orders");
const site = (cloud: Cloud) => `${group(cloud)}/providers/Microsoft.Web/sites/app-orders`;
const vault = (cloud: Cloud, name: string) => `${group(cloud)}/providers/Microsoft.KeyVault/vaults/${name}`;
const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";
const names = (body: Body) => (body.value as unknown as { name: string }[]).map(({ name }) => name);

// Source: header names of a recorded 404 (azure-cli tests, 2021); ARM adds its own request ids.
const gatewayHeaders = [
  ...["Cache-Control", "Content-Type", "Expires", "Pragma", "Strict-Transport-Security"],
  ...["X-Content-Type-Options", "x-ms-failure-cause"],
];

describe("refusals", () => {
  const cases: {
    when: string;
    path: (cloud: Cloud) => string;
    question?: Question;
    status: number;
    code: string;
  }[] = [
    {
      when: "no api-version",
      path: (c) => vault(c, "kv-orders"),
      status: 400,
      code: "MissingApiVersionParameter",
    },
    {
      when: "no token",
      path: (c) => `${vault(c, "kv-orders")}?${version}`,
      question: { token: "" },
      status: 401,
      code: "AuthenticationFailed",
    },
    {
      when: "a token that is none",
      path: (c) => `${vault(c, "kv-orders")}?${version}`,
      question: { token: "Bearer x" },
      status: 401,
      code: "InvalidAuthenticationToken",
    },
    {
      when: "another subscription",
      path: () => `/subscriptions/44444444-4444-4444-8444-444444444444?${version}`,
      status: 404,
      code: "SubscriptionNotFound",
    },
    {
      when: "a vault that is not there",
      path: (c) => `${vault(c, "kv-none")}?${version}`,
      status: 404,
      code: "ResourceNotFound",
    },
    {
      when: "a site that is not there",
      path: (c) => `${site(c)}x?${version}`,
      status: 404,
      code: "ResourceNotFound",
    },
    {
      when: "a slot that is not there",
      path: (c) => `${site(c)}/slots/staging?${version}`,
      status: 404,
      code: "ResourceNotFound",
    },
    {
      when: "a kind of resource that nobody knows",
      path: (c) => `${group(c)}/providers/Microsoft.Other/things/x?${version}`,
      status: 404,
      code: "ResourceNotFound",
    },
    {
      when: "a path that cannot be decoded",
      path: () => `/subscriptions/%E0%A4%A?${version}`,
      status: 400,
      code: "InvalidRequestUri",
    },
  ];
  test.each(cases)("$when: $status $code", async ({ path, question, status, code }) => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, path(cloud), question);
    expect(answer.status).toBe(status);
    expect(shapeOf(bodyOf(answer))).toEqual(["error"]);
    expect(shapeOf(bodyOf(answer).error)).toEqual(["code", "message"]);
    expect(bodyOf(answer).error?.code).toBe(code);
    expect(Object.keys(answer.headers)).toEqual(expect.arrayContaining(gatewayHeaders));
    if (status === 401)
      expect(answer.headers["WWW-Authenticate"]).toMatch(/^Bearer authorization_uri="https:/);
  });

  test("the text of a missing resource names type, name and group", async () => {
    const cloud = await cloudOf("mixed");
    const { error } = bodyOf(await ask(cloud, `${vault(cloud, "kv-none")}?${version}`));
    expect(error?.message).toBe(
      "The Resource 'Microsoft.KeyVault/vaults/kv-none' under resource group 'rg-orders' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    );
  });

  test("a vault's token is for the wrong audience; both forms of ARM's own are taken", async () => {
    const cloud = await cloudOf("mixed");
    const target = `${vault(cloud, "kv-orders")}?${version}`;
    const wrong = await ask(cloud, target, { token: await bearer(cloud, "system") });
    expect(bodyOf(wrong).error?.code).toBe("InvalidAuthenticationTokenAudience");
    const slash = await ask(cloud, target, {
      token: await bearer(cloud, "system", "https://management.azure.com/"),
    });
    expect(slash.status).toBe(200);
  });

  test("an expired token is told so", async () => {
    const cloud = await cloudOf("mixed");
    const token = await bearer(cloud, "system", "https://management.azure.com");
    cloud.clock = { offsetSeconds: 25 * 3600 };
    const answer = await ask(cloud, `${vault(cloud, "kv-orders")}?${version}`, { token });
    expect([answer.status, bodyOf(answer).error?.code]).toEqual([401, "ExpiredAuthenticationToken"]);
  });

  test("an identity without the right gets AuthorizationFailed with client, action and scope", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `${vault(cloud, "kv-orders")}?${version}`, { as: "id-orders" });
    const { clientId, principalId } = identityNamed(cloud.world, "id-orders");
    expect(answer.status).toBe(403);
    expect(bodyOf(answer).error).toEqual({
      code: "AuthorizationFailed",
      message: `The client '${clientId}' with object id '${principalId}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope '${vault(cloud, "kv-orders")}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    });
    expect(answer.operation).toBe("Microsoft.KeyVault/vaults/read");
  });

  test("a plain Reader may not list app settings; a Website Contributor may", async () => {
    const cloud = await cloudOf("mixed");
    const target = `${site(cloud)}/config/appsettings/list?${version}`;
    const reader = await ask(cloud, target, { method: "POST" });
    expect([reader.status, bodyOf(reader).error?.code]).toEqual([403, "AuthorizationFailed"]);
    cloud.world = grantRole(cloud.world, { to: "system", role: "Website Contributor", scope: site(cloud) });
    const contributor = await ask(cloud, target, { method: "POST" });
    expect(shapeOf(bodyOf(contributor))).toEqual(["id", "location", "name", "properties", "type"]);
    expect(bodyOf(contributor).properties?.PAYMENTS_API_KEY).toMatch(/^@Microsoft\.KeyVault/);
  });
});

// Source: members of `properties` of a recorded site (azure-cli tests, 2020); those that say nothing are null.
const siteMembers = [
  ...[
    "name",
    "state",
    "hostNames",
    "webSpace",
    "selfLink",
    "repositorySiteName",
    "owner",
    "usageState",
    "enabled",
  ],
  ...[
    "adminEnabled",
    "enabledHostNames",
    "siteProperties",
    "availabilityState",
    "sslCertificates",
    "csrs",
    "cers",
  ],
  ...[
    "siteMode",
    "hostNameSslStates",
    "computeMode",
    "serverFarm",
    "serverFarmId",
    "reserved",
    "isXenon",
    "hyperV",
  ],
  ...[
    "lastModifiedTimeUtc",
    "storageRecoveryDefaultState",
    "contentAvailabilityState",
    "runtimeAvailabilityState",
  ],
  ...["siteConfig", "deploymentId", "trafficManagerHostNames", "sku", "scmSiteAlsoStopped", "targetSwapSlot"],
  ...["hostingEnvironment", "hostingEnvironmentProfile", "clientAffinityEnabled", "clientCertEnabled"],
  ...["clientCertMode", "clientCertExclusionPaths", "hostNamesDisabled", "domainVerificationIdentifiers"],
  ...["customDomainVerificationId", "kind", "inboundIpAddress", "possibleInboundIpAddresses", "ftpUsername"],
  ...[
    "ftpsHostName",
    "outboundIpAddresses",
    "possibleOutboundIpAddresses",
    "containerSize",
    "dailyMemoryTimeQuota",
  ],
  ...[
    "suspendedTill",
    "siteDisabledReason",
    "functionExecutionUnitsCache",
    "maxNumberOfWorkers",
    "homeStamp",
  ],
  ...["cloningInfo", "hostingEnvironmentId", "tags", "resourceGroup", "defaultHostName", "slotSwapStatus"],
  ...[
    "httpsOnly",
    "redundancyMode",
    "inProgressOperationId",
    "geoDistributions",
    "privateEndpointConnections",
  ],
  ...["buildVersion", "targetBuildVersion", "migrationState"],
];

describe("a site", () => {
  test("has its identities with the space in the type and lower-case resourcegroups in the keys", async () => {
    const cloud = await cloudOf("mixed");
    const body = bodyOf(await ask(cloud, `${site(cloud)}?${version}`));
    // Source: recorded site (azure-cli tests, 2020).
    expect(shapeOf(body)).toEqual(["id", "identity", "kind", "location", "name", "properties", "type"]);
    expect(shapeOf(body.identity)).toEqual(["principalId", "tenantId", "type", "userAssignedIdentities"]);
    expect(body.identity?.type).toBe("SystemAssigned, UserAssigned");
    expect(shapeOf(body.properties)).toEqual(expect.arrayContaining(siteMembers));
    expect(Object.keys(body.identity?.userAssignedIdentities ?? {})).toEqual(
      ["id-orders", "id-reporting"].map(
        (name) =>
          `/subscriptions/${cloud.world.subscription.id}/resourcegroups/rg-orders/providers/${identityType}/${name}`,
      ),
    );
    expect(body.properties?.possibleOutboundIpAddresses).toContain("20.50.2.17");
    expect(body.properties?.keyVaultReferenceIdentity).toBe("SystemAssigned");
  });

  test("without a system-assigned identity has no principal of its own", async () => {
    const cloud = await cloudOf("user-assigned-not-selected");
    const body = bodyOf(await ask(cloud, `${site(cloud)}?${version}`, { as: "id-orders" }));
    expect(body.identity?.type).toBe("UserAssigned");
    expect(shapeOf(body.identity)).toEqual(["type", "userAssignedIdentities"]);
  });

  test("has a slot of its own name, type and identities", async () => {
    const cloud = await cloudOf("mixed");
    const [production] = cloud.world.sites;
    if (!production) throw new Error("World mixed has a site.");
    const systemAssigned = {
      principalId: "13131313-1313-4313-8313-131313131313",
      clientId: "14141414-1414-4414-8414-141414141414",
    };
    const staging = { ...production, slot: "staging", systemAssigned, userAssigned: [] };
    cloud.world = { ...cloud.world, sites: [production, staging] };
    const body = bodyOf(await ask(cloud, `${site(cloud)}/slots/staging?${version}`));
    expect([body.name, body.type]).toEqual(["app-orders/staging", "Microsoft.Web/sites/slots"]);
    expect(body.identity).toEqual({
      type: "SystemAssigned",
      tenantId: cloud.world.tenantId,
      principalId: systemAssigned.principalId,
    });
    expect(body.properties?.defaultHostName).toBe("app-orders-staging.azurewebsites.net");
  });

  test("is found under any letter case and with doubled slashes", async () => {
    const cloud = await cloudOf("mixed");
    const target = `/${site(cloud).toUpperCase().replaceAll("/PROVIDERS", "//PROVIDERS")}?${version}`;
    expect((await ask(cloud, target)).status).toBe(200);
  });

  test("tells its Key Vault references with status, one resolved and one denied, and no value", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `${site(cloud)}/config/configreferences/appsettings?${version}`);
    const list = bodyOf(answer).value as unknown as Body[];
    expect(list.map(({ name, properties }) => [name, properties?.status])).toEqual([
      ["ORDERS_DB_CONNECTION", "Resolved"],
      ["PAYMENTS_API_KEY", "AccessToKeyVaultDenied"],
    ]);
    // Source: a recorded Reader-only answer; members beyond these are optional.
    const recorded = ["identityType", "reference", "secretName", "status", "vaultName"];
    expect(shapeOf(list[0]?.properties)).toEqual(expect.arrayContaining(recorded));
    expect(answer.body).not.toContain("Password=");
    const one = await ask(
      cloud,
      `${site(cloud)}/config/configreferences/appsettings/PAYMENTS_API_KEY?${version}`,
    );
    expect(bodyOf(one).properties?.identityType).toBe("SystemAssigned");
    const none = await ask(cloud, `${site(cloud)}/config/configreferences/appsettings/NONE?${version}`);
    expect(none.status).toBe(404);
  });
});

describe("vaults", () => {
  // Source: recorded vaults (azure-cli tests, 2021 and 2024).
  const always = [
    ...[
      "accessPolicies",
      "enableSoftDelete",
      "enabledForDeployment",
      "provisioningState",
      "publicNetworkAccess",
    ],
    ...["sku", "softDeleteRetentionInDays", "tenantId", "vaultUri"],
  ];

  test("with access policies have neither networkAcls nor enableRbacAuthorization", async () => {
    const cloud = await cloudOf("mixed");
    const body = bodyOf(await ask(cloud, `${vault(cloud, "kv-orders")}?${version}`));
    const members = ["id", "location", "name", "properties", "systemData", "tags", "type"];
    expect(shapeOf(body)).toEqual(members);
    expect(shapeOf(body.properties)).toEqual(always.toSorted());
    expect(shapeOf(body.properties?.accessPolicies?.[0])).toEqual(["objectId", "permissions", "tenantId"]);
    expect(body.properties?.vaultUri).toBe("https://kv-orders.vault.azure.net/");
    expect(body.properties?.sku).toEqual({ family: "A", name: "standard" });
  });

  test("with RBAC and a firewall have both, and their address rules as objects", async () => {
    const cloud = await cloudOf("mixed");
    const { properties } = bodyOf(await ask(cloud, `${vault(cloud, "kv-archive")}?${version}`));
    expect(shapeOf(properties)).toEqual([...always, "enableRbacAuthorization", "networkAcls"].toSorted());
    expect(properties?.networkAcls).toEqual({
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "20.77.0.0/24" }],
      virtualNetworkRules: [],
    });
  });

  test("show an application ID in an access policy when there is one", async () => {
    const cloud = await cloudOf("mixed");
    const applicationId = identityNamed(cloud.world, "id-orders").clientId;
    cloud.world = changeVault(cloud.world, "kv-orders", (v) => ({
      ...v,
      accessPolicies: v.accessPolicies.map((entry) => ({ ...entry, applicationId })),
    }));
    const { properties } = bodyOf(await ask(cloud, `${vault(cloud, "kv-orders")}?${version}`));
    expect(properties?.accessPolicies?.[0]?.applicationId).toBe(applicationId);
  });

  test("are listed by subscription and by resource group, cut down to what the caller may read", async () => {
    const cloud = await cloudOf("mixed");
    const list = `/providers/Microsoft.KeyVault/vaults?${version}`;
    const all = ["kv-orders", "kv-payments", "kv-archive", "kv-partner"];
    expect(names(bodyOf(await ask(cloud, `${group(cloud)}${list}`)))).toEqual(all);
    expect(names(bodyOf(await ask(cloud, `${subscriptionId(cloud.world)}${list}`)))).toEqual(all);
    expect((await ask(cloud, `${subscriptionId(cloud.world)}${list}`, { as: "id-orders" })).status).toBe(403);
    cloud.world = grantRole(cloud.world, {
      to: "id-orders",
      role: "Reader",
      scope: vault(cloud, "kv-partner"),
    });
    const cut = await ask(cloud, `${subscriptionId(cloud.world)}${list}`, { as: "id-orders" });
    expect(names(bodyOf(cut))).toEqual(["kv-partner"]);
    const unknown = await ask(cloud, `${group(cloud)}-x${list}`, { as: "system" });
    expect(unknown.status).toBe(403);
  });
});

test("user-assigned identities are read one by one and listed, in the documented shape", async () => {
  const cloud = await cloudOf("mixed");
  const one = bodyOf(await ask(cloud, `${group(cloud)}/providers/${identityType}/id-orders?${version}`));
  expect(shapeOf(one)).toEqual(["id", "location", "name", "properties", "tags", "type"]);
  // Source: azure-rest-api-specs, ManagedIdentity 2024-11-30, examples.
  expect(shapeOf(one.properties)).toEqual(["clientId", "isolationScope", "principalId", "tenantId"]);
  expect(one.id).toContain("/resourcegroups/");
  const both = ["id-orders", "id-reporting"];
  expect(names(bodyOf(await ask(cloud, `${group(cloud)}/providers/${identityType}?${version}`)))).toEqual(
    both,
  );
  const bySubscription = `${subscriptionId(cloud.world)}/providers/${identityType}?${version}`;
  expect(names(bodyOf(await ask(cloud, bySubscription)))).toEqual(both);
  const none = await ask(cloud, `${group(cloud)}/providers/${identityType}/id-none?${version}`);
  expect(bodyOf(none).error?.code).toBe("ResourceNotFound");
});

describe("role assignments", () => {
  const list = (cloud: Cloud, scope: string, filter?: string, as?: string) =>
    ask(
      cloud,
      `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01${filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`}`,
      as === undefined ? {} : { as },
    );
  const scopes = (body: Body) =>
    (body.value as unknown as Body[])
      .map(({ properties }) => String(properties?.scope).split("/").at(-1))
      .sort();

  test("have the documented members", async () => {
    const cloud = await cloudOf("mixed");
    const body = bodyOf(await list(cloud, vault(cloud, "kv-payments")));
    expect(shapeOf(body.value?.[0])).toEqual(["id", "name", "properties", "type"]);
    // Source: Microsoft Learn, "List Azure role assignments using the REST API".
    expect(shapeOf(body.value?.[0]?.properties)).toEqual(
      [
        ...[
          "roleDefinitionId",
          "principalId",
          "principalType",
          "scope",
          "condition",
          "conditionVersion",
          "createdOn",
        ],
        ...["updatedOn", "createdBy", "updatedBy", "delegatedManagedIdentityResourceId", "description"],
      ].sort(),
    );
  });

  test("tell when they were made, even while they are not in force yet", async () => {
    const cloud = await cloudOf("change-not-yet-effective");
    const { principalId } = identityNamed(cloud.world, "id-orders");
    const body = bodyOf(await list(cloud, vault(cloud, "kv-payments"), `principalId eq '${principalId}'`));
    const createdOn = String(body.value?.[0]?.properties?.createdOn);
    expect(createdOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(cloud.epochMs - Date.parse(createdOn)).toBe(2 * 60_000);
  });

  test("are those above and below the scope; atScope() leaves out those below", async () => {
    const cloud = await cloudOf("mixed");
    const { principalId } = identityNamed(cloud.world, "system");
    const mine = `principalId eq '${principalId}'`;
    expect(scopes(bodyOf(await list(cloud, group(cloud), mine)))).toEqual([
      "kv-archive",
      "kv-partner",
      "rg-orders",
    ]);
    expect(scopes(bodyOf(await list(cloud, group(cloud), `atScope() and ${mine}`)))).toEqual(["rg-orders"]);
    expect(scopes(bodyOf(await list(cloud, vault(cloud, "kv-archive"), mine)))).toEqual([
      "kv-archive",
      "rg-orders",
    ]);
  });

  test("assignedTo() includes those of groups, principalId eq does not", async () => {
    const cloud = await cloudOf("mixed");
    const { principalId } = identityNamed(cloud.world, "id-reporting");
    const objectId = "55555555-5555-4555-8555-555555555555";
    cloud.world = {
      ...cloud.world,
      groups: [{ objectId, displayName: "readers", members: [principalId] }],
      roleAssignments: [
        {
          name: "66666666-6666-4666-8666-666666666666",
          scope: vault(cloud, "kv-orders"),
          roleDefinitionName: roleNamed("Reader").name,
          principalId: objectId,
          principalType: "Group",
        },
        ...cloud.world.roleAssignments,
      ],
    };
    const at = vault(cloud, "kv-orders");
    expect(scopes(bodyOf(await list(cloud, at, `assignedTo('${principalId}')`)))).toEqual(["kv-orders"]);
    expect(scopes(bodyOf(await list(cloud, at, `principalId eq '${principalId}'`)))).toEqual([]);
    expect((await ask(cloud, `${at}?${version}`, { as: "id-reporting" })).status).toBe(200);
  });

  test("are refused without the right, above the caller's scope, and for a filter that nobody knows", async () => {
    const cloud = await cloudOf("mixed");
    expect((await list(cloud, group(cloud), undefined, "id-orders")).status).toBe(403);
    expect((await list(cloud, subscriptionId(cloud.world))).status).toBe(403);
    const unknown = await list(cloud, group(cloud), "roleName eq 'x'");
    expect([unknown.status, bodyOf(unknown).error?.code]).toEqual([400, "UnsupportedQuery"]);
  });
});

test("role definitions are read by ID and by name, with the actions of the built-in role", async () => {
  const cloud = await cloudOf("mixed");
  const base = `${group(cloud)}/providers/Microsoft.Authorization/roleDefinitions`;
  const one = bodyOf(await ask(cloud, `${base}/4633458b-17de-408a-b874-0445c86b69e6?api-version=2022-04-01`));
  expect(one.properties?.roleName).toBe("Key Vault Secrets User");
  expect(shapeOf(one.properties?.permissions?.[0])).toEqual([
    "actions",
    "dataActions",
    "notActions",
    "notDataActions",
  ]);
  const filter = encodeURIComponent("roleName eq 'Key Vault Reader'");
  const named = bodyOf(await ask(cloud, `${base}?api-version=2022-04-01&$filter=${filter}`));
  expect(names(named)).toEqual(["21090545-7ca7-4776-b22c-e363652d74d2"]);
  const none = await ask(cloud, `${base}/00000000-0000-0000-0000-000000000000?api-version=2022-04-01`);
  expect([none.status, bodyOf(none).error?.code]).toEqual([404, "RoleDefinitionDoesNotExist"]);
});

test("a deny assignment is listed, and wins over the role that it denies", async () => {
  const cloud = await cloudOf("mixed");
  const { principalId } = identityNamed(cloud.world, "system");
  const none = { notActions: [], dataActions: [], notDataActions: [] };
  const deny = {
    name: "77777777-7777-4777-8777-777777777777",
    displayName: "managed",
    principalIds: [principalId],
  };
  const scope = vault(cloud, "kv-orders");
  const actions = ["Microsoft.KeyVault/vaults/read"];
  cloud.world = { ...cloud.world, denyAssignments: [{ ...deny, scope, actions, ...none }] };
  expect((await ask(cloud, `${scope}?${version}`)).status).toBe(403);
  const target = `${group(cloud)}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`;
  expect(names(bodyOf(await ask(cloud, target)))).toEqual([deny.name]);
});

test("the caller's permissions at a resource are those of their own roles", async () => {
  const cloud = await cloudOf("mixed");
  const target = `${vault(cloud, "kv-orders")}/providers/Microsoft.Authorization/permissions?${version}`;
  expect(bodyOf(await ask(cloud, target)).value).toEqual([
    { actions: ["*/read"], notActions: [], dataActions: [], notDataActions: [] },
  ]);
});

test("subscription and resource group can be read; a group that is not there is told so", async () => {
  const cloud = await cloudOf("slow");
  expect(bodyOf(await ask(cloud, `${subscriptionId(cloud.world)}?${version}`)).displayName).toBe(
    "Contoso Orders",
  );
  expect(bodyOf(await ask(cloud, `${group(cloud)}?${version}`)).name).toBe("rg-orders");
  const none = await ask(cloud, `${subscriptionId(cloud.world)}/resourceGroups/rg-none?${version}`);
  expect([none.status, bodyOf(none).error?.code]).toEqual([404, "ResourceGroupNotFound"]);
});
