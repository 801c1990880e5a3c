import latchkey from "../package.json" with { type: "json" };
import { sdkVersions } from "./azure/sdk-versions.ts";

/** The versions that are shown: ours, Node's, and the SDKs'. */
export const versions = { latchkey: latchkey.version, node: process.versions.node, ...sdkVersions };

/** What a verb takes that tells or judges versions. */
export type WithVersions = {
  versions: { latchkey: string; node: string; azureIdentity: string; keyVaultSecrets: string };
};
