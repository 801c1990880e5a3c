import type { IncomingMessage } from "node:http";
import type { Plugin } from "vite";

/** Shows the page only to somebody who is signed in, as the front door does with the built one; anybody else is sent to sign in. */
export function frontDoorFirst(frontDoorUrl: string): Plugin {
  return {
    name: "latchkey:front-door-first",
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        if (!opensPage(request) || (await isSignedIn(frontDoorUrl, request))) return next();
        const query = new URLSearchParams({ post_login_redirect_uri: request.url ?? "/" });
        response.writeHead(302, { Location: `/.auth/login/aad?${query}`, "Cache-Control": "no-store" }).end();
      });
    },
  };
}

function opensPage({ method, url = "", headers }: IncomingMessage): boolean {
  return method === "GET" && (headers.accept ?? "").includes("text/html") && !/^\/(?:api|\.auth)\//.test(url);
}

async function isSignedIn(frontDoorUrl: string, { headers }: IncomingMessage): Promise<boolean> {
  const answer = await fetch(`${frontDoorUrl}/.auth/me`, { headers: { cookie: headers.cookie ?? "" } });
  await answer.arrayBuffer();
  return answer.status !== 401;
}
