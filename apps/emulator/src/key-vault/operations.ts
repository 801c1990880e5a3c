import type { Answer } from "../wire/answer.ts";
import type { SecretOperation } from "../world/decide-vault-access.ts";
import {
  currentVersion,
  deletedSecrets,
  findDeletedSecret,
  findSecret,
  pageOfSecrets,
} from "../world/secrets.ts";
import {
  badParameter,
  deletedButRecoverable,
  deletedSecretDisabled,
  deletedSecretNotFound,
  methodNotAllowed,
  secretDisabled,
  secretNotFound,
} from "./errors.ts";
import { nextLink, type Page, readPage } from "./paging.ts";
import { type VaultExchange, vaultError, vaultReply } from "./reply.ts";
import { deletedSecretItem, secretBundle, secretItem, versionItem } from "./secret-bodies.ts";

/** One operation of the data plane: the right it needs, and what it answers to a caller who has it. */
export type VaultOperation = {
  name: string;
  needs: SecretOperation;
  secretName?: string;
  answer(exchange: VaultExchange): Answer;
};

const namePattern = /^[0-9a-zA-Z-]{1,127}$/;

/** A segment that cannot be decoded stays as it is, and is then no valid name. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Names the operation of a method and path; undefined when there is none, which the vault answers with 405. */
export function findOperation(method: string, path: string): VaultOperation | undefined {
  const [, collection = "", name = "", version = "", ...rest] = path.split("/").map(decoded);
  if (rest.length > 0) return undefined;
  if (collection.toLowerCase() === "deletedsecrets" && method === "GET" && version === "") {
    return name === "" ? listDeleted : getDeleted(name);
  }
  if (collection.toLowerCase() !== "secrets") return undefined;
  if (method === "PUT" && name !== "" && version === "") return putSecret(name);
  if (method !== "GET") return undefined;
  if (name === "") return listSecrets;
  return version.toLowerCase() === "versions" ? listVersions(name) : getSecret(name, version);
}

function listAnswer<T>(
  exchange: VaultExchange,
  path: string,
  items: (page: Page) => { value: T[]; more: boolean },
): Answer {
  const { vault, request } = exchange;
  const page = readPage(request.query);
  if (!page) return vaultError(exchange, badParameter("maxresults or $skiptoken is not valid."));
  const { value, more } = items(page);
  const next = { from: page.from + page.size, size: page.size };
  return vaultReply(exchange, 200, {
    value,
    nextLink: more ? nextLink(vault, path, request.query, next) : null,
  });
}

const sliceOf = <T>(all: T[], { from, size }: Page) => ({
  value: all.slice(from, from + size),
  more: from + size < all.length,
});

const listSecrets: VaultOperation = {
  name: "list",
  needs: "list",
  answer: (exchange) =>
    listAnswer(exchange, "/secrets", ({ from, size }) => {
      const { secrets, more } = pageOfSecrets(exchange.vault, from, size);
      return { value: secrets.map((secret) => secretItem(exchange.cloud, exchange.vault, secret)), more };
    }),
};

const getSecret = (secretName: string, version: string): VaultOperation => ({
  name: "get",
  needs: "get",
  secretName,
  answer(exchange) {
    const { cloud, vault } = exchange;
    if (!namePattern.test(secretName)) return invalidName(exchange, secretName);
    const secret = findSecret(vault, secretName);
    const found =
      secret &&
      (version === ""
        ? currentVersion(secret)
        : secret.versions.find((v) => v.version === version.toLowerCase()));
    if (!secret || !found) {
      return vaultError(exchange, secretNotFound(version === "" ? secretName : `${secretName}/${version}`));
    }
    if (!found.enabled) return vaultError(exchange, secretDisabled);
    return vaultReply(exchange, 200, secretBundle(cloud, vault, secret.name, found));
  },
});

const listVersions = (secretName: string): VaultOperation => ({
  name: "list-versions",
  needs: "list",
  secretName,
  answer(exchange) {
    const secret = findSecret(exchange.vault, secretName);
    const versions = secret?.versions ?? [];
    return listAnswer(exchange, `/secrets/${secretName}/versions`, (page) =>
      sliceOf(
        versions.map((version) =>
          versionItem(exchange.cloud, exchange.vault, secret?.name ?? secretName, version),
        ),
        page,
      ),
    );
  },
});

const listDeleted: VaultOperation = {
  name: "list-deleted",
  needs: "list",
  answer: (exchange) =>
    listAnswer(exchange, "/deletedsecrets", (page) => {
      const { value, more } = sliceOf(deletedSecrets(exchange.vault), page);
      return {
        value: value.map((secret) => deletedSecretItem(exchange.cloud, exchange.vault, secret, false)),
        more,
      };
    }),
};

const getDeleted = (secretName: string): VaultOperation => ({
  name: "get-deleted",
  needs: "get",
  secretName,
  answer(exchange) {
    const { cloud, vault } = exchange;
    const secret = findDeletedSecret(vault, secretName);
    if (!secret) return vaultError(exchange, deletedSecretNotFound(secretName));
    if (!currentVersion(secret).enabled) return vaultError(exchange, deletedSecretDisabled);
    return vaultReply(exchange, 200, deletedSecretItem(cloud, vault, secret, true));
  },
});

/** The desk cloud writes no secret: a PUT ends in a refusal, Azure's own where there is one. */
const putSecret = (secretName: string): VaultOperation => ({
  name: "set",
  needs: "set",
  secretName,
  answer: (exchange) =>
    vaultError(
      exchange,
      findDeletedSecret(exchange.vault, secretName)
        ? deletedButRecoverable(secretName)
        : methodNotAllowed("PUT"),
    ),
});

/** Source: MicrosoftConfigurationBuilders issue 22 (the text's beginning). */
const invalidName = (exchange: VaultExchange, name: string) =>
  vaultError(exchange, badParameter(`The request URI contains an invalid name: ${name}`));
