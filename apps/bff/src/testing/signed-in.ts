import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";

/** `X-MS-CLIENT-PRINCIPAL` as App Service Authentication would send it for Dana with these app roles. */
export function principalHeader(roles: string[] = ["Latchkey.Viewer", "Latchkey.Tester"]): string {
  const role = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
  const principal = {
    auth_typ: "aad",
    name_typ: "preferred_username",
    role_typ: role,
    claims: [
      { typ: "preferred_username", val: "dana.reyes@contoso.example" },
      {
        typ: "http://schemas.microsoft.com/identity/claims/objectidentifier",
        val: "5f1d3c1e-0000-4000-8000-00000000da1a",
      },
      ...roles.map((val) => ({ typ: role, val })),
    ],
  };
  return Buffer.from(JSON.stringify(principal)).toString("base64");
}

/** The app as somebody with these roles asks it, without a port. */
export function signedInApp(deps: Deps, roles?: string[], webRoot?: string) {
  const app = createApp(deps, webRoot);
  return {
    request(path: string, init: RequestInit = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      headers.set("x-ms-client-principal", principalHeader(roles));
      return Promise.resolve(app.request(path, { ...init, headers }));
    },
  };
}
