import { NONCE, secureHeaders } from "hono/secure-headers";

/**
 * The headers of every answer. The policy lets in our own scripts, and of styles our own files and those that carry this answer's nonce,
 * which is how Fluent makes them. No string becomes code (Trusted Types), nobody frames the page.
 */
export const answerHeaders = () =>
  secureHeaders({
    xFrameOptions: "DENY",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", NONCE],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
  });
