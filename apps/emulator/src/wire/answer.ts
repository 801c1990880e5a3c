export type Service = "identity-endpoint" | "key-vault" | "arm" | "entra" | "dns";

/** An HTTP request as the imitated services see it: host without port, path still encoded. */
export type WireRequest = {
  service: Service;
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Empty unless the service reads forms: Entra's token endpoint. */
  body: string;
};

/** How an answer leaves: whole, or as one of the ways in which a network spoils it. */
export type Delivery = "whole" | "reset" | "hang" | "drip" | "cut";

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What was asked, so that faults and the request log can name it: "get", "list", "challenge", an ARM action. */
  operation: string;
  vault?: string;
  callerObjectId?: string;
  /** Without Content-Length, as the identity endpoint sends. */
  chunked?: boolean;
  delivery?: Delivery;
};

/** The first value of a header, whatever the case of its name; undefined when it was not sent. */
export const headerOf = (request: WireRequest, name: string): string | undefined =>
  request.headers[name.toLowerCase()];
