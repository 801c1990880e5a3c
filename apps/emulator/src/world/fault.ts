import { z } from "zod";

const faultKinds = [
  "refuse",
  "hang",
  "drip",
  "cut",
  "garbage",
  "html",
  "empty",
  "status",
  "redirect",
  "pascal-case",
  "expired-token",
  "challenge-other-resource",
  "foreign-next-link",
  "nxdomain",
  "certificate-expired",
  "certificate-of-another-host",
] as const;

export const faultSchema = z.strictObject({
  service: z.enum(["identity-endpoint", "key-vault", "arm", "dns"]),
  kind: z.enum(faultKinds),
  /** Only requests to this vault (for `dns`: for this vault's name). */
  vault: z.string().optional(),
  /**
   * Only this operation: "token"; for a vault "challenge" (any request without a token), "get", "list",
   * "list-versions", "get-deleted", "list-deleted", "health"; for ARM the action, for example
   * "Microsoft.KeyVault/vaults/read"; for DNS the record type.
   */
  operation: z.string().optional(),
  /** For "status", "empty" and "html"; 503, 503 and 200 when absent. */
  status: z.int().min(200).max(599).optional(),
  /** For "status": sent as Retry-After. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
  /** How many requests it spoils before it is spent; for ever when absent. */
  times: z.int().min(1).optional(),
});

/** Something that goes wrong on purpose. */
export type Fault = z.infer<typeof faultSchema>;

/**
 * Whether a service is off the network altogether: `refuse` without any filter. Narrower ones reset the connection of
 * the request that they strike, because a port that listens cannot refuse.
 */
export const isOffline = (faults: ArmedFault[], service: Fault["service"]): boolean =>
  faults.some(
    ({ fault }) => Object.keys(fault).length === 2 && fault.service === service && fault.kind === "refuse",
  );

/** A fault that is set, with how often it may still strike. */
export type ArmedFault = { fault: Fault; left: number };

export const armFaults = (faults: Fault[]): ArmedFault[] =>
  faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
