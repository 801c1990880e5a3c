import type { Ids } from "../world/ids.ts";

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Made-up secret values of the kinds that people keep in a vault. Each is the same for the same ids and label. */
export const secretValues = {
  password: (ids: Ids, label: string) => `${ids.text(label, 24)}!9`,
  sqlConnection: (ids: Ids, label: string) =>
    `Server=tcp:sql-orders.database.windows.net,1433;Database=orders;User ID=orders_app;Password=${ids.text(label, 28)};Encrypt=True;`,
  storageConnection: (ids: Ids, label: string) =>
    `DefaultEndpointsProtocol=https;AccountName=storders;AccountKey=${ids.text(`${label} a`, 43)}${ids.text(`${label} b`, 43)}==;EndpointSuffix=core.windows.net`,
  json: (ids: Ids, label: string) =>
    JSON.stringify({ host: "smtp.contoso.example", user: "orders", password: ids.text(label, 20) }),
  guid: (ids: Ids, label: string) => ids.guid(label),
  url: (ids: Ids, label: string) => `https://hooks.contoso.example/orders/${ids.text(label, 32)}`,
  apiKey: (ids: Ids, label: string) => `ck_live_${ids.text(label, 32)}`,
  /** A private key in shape only: the bytes are a hash, no key. */
  pem: (ids: Ids, name: string) => {
    const lines = [1, 2, 3, 4].map(
      (line) => `${ids.text(`${name} ${line}`, 43)}${ids.hex(`${name} ${line}`, 21)}`,
    );
    // In two halves, so that scanners for leaked keys do not take this line for one.
    const label = ["PRIVATE", "KEY"].join(" ");
    return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
  },
  /** A token in shape only, with a signature that no key made. `exp` is in epoch seconds. */
  jwt: (ids: Ids, label: string, exp: number) =>
    [
      base64url({ alg: "RS256", typ: "JWT" }),
      base64url({ iss: "https://partner.example/", sub: "orders", jti: ids.guid(label), exp }),
      `${ids.text(`${label} a`, 43)}${ids.text(`${label} b`, 43)}`,
    ].join("."),
};

/** 1 January 2021 and 1 January 2090, in epoch seconds. */
export const longAgo = 1_609_459_200;
export const farAhead = 3_786_912_000;
