import { describe, expect, test } from "vitest";
import { type Body, bearer, bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { keyVault } from "./key-vault.ts";

const version = "api-version=2026-04-01";

const ask = async (cloud: Cloud, target: string, vault = "kv-orders") =>
  keyVault(
    cloud,
    wireRequest("key-vault", target, {
      host: `${vault}.vault.azure.net`,
      headers: { authorization: await bearer(cloud, "system") },
    }),
  );

// Source: recorded secret bundle and list (azure-sdk-for-js, keyvault-secrets recordings, 2021); nbf, exp, contentType
// and tags are there when set (Microsoft Learn, Get Secret).
const attributeMembers = ["created", "enabled", "recoverableDays", "recoveryLevel", "updated"];

describe("a secret", () => {
  test("is read with or without the trailing slash, in any letter case, as its newest version", async () => {
    const cloud = await cloudOf("mixed");
    const answers = await Promise.all(
      ["orders-db-connection", "orders-db-connection/", "ORDERS-DB-Connection/"].map((name) =>
        ask(cloud, `/secrets/${name}?${version}`),
      ),
    );
    const bodies = answers.map(bodyOf);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(shapeOf(bodies[0])).toEqual(["attributes", "id", "value"]);
    expect(shapeOf(bodies[0]?.attributes)).toEqual(attributeMembers);
    expect(bodies[0]?.attributes).toMatchObject({
      recoveryLevel: "Recoverable+Purgeable",
      recoverableDays: 90,
    });
    expect(bodies[0]?.id).toMatch(
      /^https:\/\/kv-orders\.vault\.azure\.net\/secrets\/orders-db-connection\/[0-9a-f]{32}$/,
    );
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test("has its content type, tags and dates where they are set", async () => {
    const cloud = await cloudOf("mixed");
    const note = bodyOf(await ask(cloud, `/secrets/note?${version}`));
    expect(shapeOf(note)).toEqual(["attributes", "contentType", "id", "tags", "value"]);
    const expiring = bodyOf(await ask(cloud, `/secrets/payment-callback-key?${version}`));
    const daysLeft = (Number(expiring.attributes?.exp) - Date.now() / 1000) / 86_400;
    expect(daysLeft).toBeGreaterThan(8.9);
    expect(daysLeft).toBeLessThan(9.01);
    const early = bodyOf(await ask(cloud, `/secrets/next-quarter-key?${version}`));
    expect(Number(early.attributes?.nbf)).toBeGreaterThan(Date.now() / 1000);
  });

  test("that is expired or not valid yet can be read all the same", async () => {
    const cloud = await cloudOf("mixed");
    for (const name of ["old-certificate-password", "next-quarter-key"]) {
      expect((await ask(cloud, `/secrets/${name}/?${version}`)).status).toBe(200);
    }
  });

  test("has versions, newest last, and each can be read", async () => {
    const cloud = await cloudOf("mixed");
    const list = bodyOf(await ask(cloud, `/secrets/orders-db-connection/versions?${version}`));
    const ids = (list.value as unknown as { id: string }[]).map(({ id }) => id.split("/").at(-1));
    expect(ids.length).toBe(2);
    const values = await Promise.all(
      ids.map(async (id) => bodyOf(await ask(cloud, `/secrets/orders-db-connection/${id}?${version}`)).value),
    );
    expect(new Set(values).size).toBe(2);
    const absent = await ask(cloud, `/secrets/orders-db-connection/${"0".repeat(32)}?${version}`);
    expect(absent.status).toBe(404);
    expect(String(bodyOf(absent).error?.message)).toContain(
      `(name/id) orders-db-connection/${"0".repeat(32)} was`,
    );
  });

  test("keeps its id, version and value from one start to the next, and not from one seed to another", async () => {
    const [first, second, third] = await Promise.all([
      cloudOf("mixed"),
      cloudOf("mixed"),
      cloudOf("mixed", "other"),
    ]);
    const read = async (cloud: Cloud) => bodyOf(await ask(cloud, `/secrets/smtp-settings?${version}`));
    const [left, right, other] = [await read(first), await read(second), await read(third)];
    expect([left.id, left.value]).toEqual([right.id, right.value]);
    expect(other.id).not.toBe(left.id);
    expect(other.value).not.toBe(left.value);
  });
});

describe("the list", () => {
  test("has no value, no version, no deleted secret, and a nextLink that is null on the last page", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `/secrets?${version}`);
    const body = bodyOf(answer);
    const items = body.value as unknown as Body[];
    expect(shapeOf(body)).toEqual(["nextLink", "value"]);
    expect(body.nextLink).toBeNull();
    expect(items.length).toBe(21);
    expect(items.every((item) => !("value" in item))).toBe(true);
    expect(shapeOf(items[0]?.attributes)).toEqual(attributeMembers);
    expect(items.map(({ id }) => String(id).split("/").length)).toEqual(items.map(() => 5));
    expect(answer.body).not.toContain("retired-key");
  });

  test("comes in pages of 25 with an absolute nextLink, or of as many as were asked for", async () => {
    const cloud = await cloudOf("large");
    const first = bodyOf(await ask(cloud, `/secrets?${version}`, "kv-large"));
    expect(first.value?.length).toBe(25);
    // Source: azure-rest-api-specs, GetSecrets example: host with port, then api-version, $skiptoken, maxresults.
    expect(first.nextLink).toMatch(
      /^https:\/\/kv-large\.vault\.azure\.net:443\/secrets\?api-version=2026-04-01&\$skiptoken=[^&]+&maxresults=25$/,
    );
    const next = new URL(String(first.nextLink));
    const second = bodyOf(await ask(cloud, `${next.pathname}${next.search}`, "kv-large"));
    expect(second.value?.[0]?.id).toBe("https://kv-large.vault.azure.net/secrets/svc-00025-orders-api-key");
    const small = bodyOf(await ask(cloud, `/secrets?${version}&maxresults=3`, "kv-large"));
    expect(small.value?.length).toBe(3);
    expect(String(small.nextLink)).toMatch(/&maxresults=3$/);
  });

  test("of 25,000 secrets ends after a thousand pages, ascending, each name once", async () => {
    const cloud = await cloudOf("large");
    const names: string[] = [];
    let target: string | undefined = `/secrets?${version}`;
    let pages = 0;
    while (target !== undefined) {
      const body: Body = bodyOf(await ask(cloud, target, "kv-large"));
      pages += 1;
      names.push(...(body.value as unknown as { id: string }[]).map(({ id }) => id.split("/").at(-1) ?? ""));
      const next = body.nextLink === null ? undefined : new URL(String(body.nextLink));
      target = next && `${next.pathname}${next.search}`;
    }
    expect(pages).toBe(1000);
    expect(new Set(names).size).toBe(25_000);
    expect(names).toEqual(names.toSorted());
    const last = await ask(cloud, `/secrets/${names[24_998]}/?${version}`, "kv-large");
    expect(last.status).toBe(200);
  });
});

describe("deleted secrets", () => {
  // Source: recorded deleted secret (azure-sdk-for-js, keyvault-secrets recordings, 2020).
  const members = ["attributes", "deletedDate", "id", "recoveryId", "scheduledPurgeDate"];

  test("are listed and read with their recovery ID and purge date", async () => {
    const cloud = await cloudOf("mixed");
    const one = bodyOf(await ask(cloud, `/deletedsecrets/retired-key?${version}`));
    expect(shapeOf(one)).toEqual(members);
    expect(one.recoveryId).toBe("https://kv-orders.vault.azure.net/deletedsecrets/retired-key");
    expect(one.id).toMatch(/\/secrets\/retired-key\/[0-9a-f]{32}$/);
    expect(Number(one.scheduledPurgeDate) - Number(one.deletedDate)).toBe(90 * 86_400);
    const list = bodyOf(await ask(cloud, `/deletedsecrets?${version}`));
    expect(list.value?.length).toBe(2);
    expect(shapeOf(list.value?.[0])).toEqual(members);
  });
});

test("/healthstatus needs no token, passes the firewall and tells the address that the vault sees", async () => {
  const cloud = await cloudOf("mixed");
  const health = (vault: string) =>
    keyVault(cloud, wireRequest("key-vault", "/healthstatus", { host: `${vault}.vault.azure.net` }));
  const answer = await health("kv-archive");
  expect(answer.status).toBe(200);
  // Source: Microsoft Learn, "Diagnose private links configuration issues": a body of four characters.
  expect(answer.body.length).toBe(4);
  expect(answer.headers["x-ms-keyvault-network-info"]).toContain("addr=20.50.2.17;");
  const healthy = await cloudOf("healthy");
  const inside = await keyVault(
    healthy,
    wireRequest("key-vault", "/healthstatus", { host: "kv-partner.vault.azure.net" }),
  );
  expect(inside.headers["x-ms-keyvault-network-info"]).toContain("addr=10.20.1.4;");
});
