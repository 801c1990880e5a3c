/**
 * `authorityHost` is the host, with its port if any, that was asked.
 * Source: a recorded answer of `/{tenant}/v2.0/.well-known/openid-configuration`.
 */
export function openIdConfiguration(authorityHost: string, tenantId: string) {
  const authority = `https://${authorityHost}/${tenantId}`;
  return {
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: `${authority}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: "https://graph.microsoft.com/oidc/userinfo",
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    claims_supported: [
      ...[
        "sub",
        "iss",
        "cloud_instance_name",
        "cloud_instance_host_name",
        "cloud_graph_host_name",
        "msgraph_host",
      ],
      ...["aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver"],
      ...["at_hash", "c_hash", "email"],
    ],
    kerberos_endpoint: `${authority}/kerberos`,
    tenant_region_scope: "EU",
    cloud_instance_name: "microsoftonline.com",
    cloud_graph_host_name: "graph.windows.net",
    msgraph_host: "graph.microsoft.com",
    rbac_url: "https://pas.windows.net",
  };
}

const cloudAliases = [
  ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
  ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
  ["login.microsoftonline.de"],
  ["login.microsoftonline.us", "login.usgovcloudapi.net"],
  ["login-us.microsoftonline.com"],
];

/** Source: a recorded answer of `/common/discovery/instance`, api-version 1.1. */
export const instanceDiscovery = (tenant: string) => ({
  tenant_discovery_endpoint: `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`,
  "api-version": "1.1",
  metadata: cloudAliases.map((aliases) => ({
    preferred_network: aliases[0],
    // The public cloud alone caches under its old name.
    preferred_cache: aliases[0] === "login.microsoftonline.com" ? "login.windows.net" : aliases[0],
    aliases,
  })),
});
