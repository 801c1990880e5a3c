import type { OutcomeOf } from "@latchkey/shared/outcome";

/**
 * Node's error codes for a connection that brought no HTTP answer.
 * Source: Node.js documentation, "Common system errors", "DNS error codes" and "X509 certificate error codes".
 */
const reasons: Record<string, OutcomeOf<"unreachable">["why"]> = {
  ENOTFOUND: "dns",
  ENODATA: "dns",
  EAI_AGAIN: "dns",
  ESERVFAIL: "dns",
  EREFUSED: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ETIMEDOUT: "time-out",
  ETIMEOUT: "time-out",
  UND_ERR_CONNECT_TIMEOUT: "time-out",
};

const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** Why a connection failed, from the error or its causes; undefined when no known code is in them. */
export function unreachableBy(error: unknown): OutcomeOf<"unreachable"> | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    const code = "code" in current && typeof current.code === "string" ? current.code : "";
    const why = tlsCode.test(code) ? "tls" : reasons[code];
    if (why) return { kind: "unreachable", why, systemCode: code };
  }
  return undefined;
}
