const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * What a deployment mounts into the app, by name. App settings name these files under /mounts/; the process is given
 * the place where they really lie, beside the authority's certificate.
 */
export const mountedFiles: Record<string, string> = {
  /** The service account token of some cluster, in shape only: no key signed it. */
  "federated-token": [
    part({ alg: "RS256", typ: "JWT" }),
    part({ iss: "https://cluster.example/", sub: "system:serviceaccount:orders:orders" }),
    "no-signature",
  ].join("."),
};

/** The value of an app setting as the process sees it. `place` is the folder of the mounted files. */
export const withMounts = (value: string, place: string): string =>
  value.startsWith("/mounts/") ? value.replace("/mounts", place) : value;
