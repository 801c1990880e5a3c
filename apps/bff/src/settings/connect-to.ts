import { isIP } from "node:net";
import { splitList } from "./configured-vaults.ts";
import { SettingError } from "./setting-error.ts";

/** One rule of `LATCHKEY_CONNECT_TO`: connections to hosts of this pattern go to this loopback address and port. */
export type ConnectTo = { pattern: string; address: string; port: number };

const allowed =
  "a list of host=address:port, the host being exact or *.suffix and the address a loopback one, such as *.vault.azure.net=127.0.0.1:8443";

/**
 * Reads `LATCHKEY_CONNECT_TO`. Only loopback targets are accepted, so that the setting cannot send tokens off the machine.
 * @throws SettingError
 */
export function parseConnectTo(value: string | undefined): ConnectTo[] {
  return splitList(value).map((item) => {
    const match = /^((?:\*\.)?[a-z0-9.-]+)=(.+):(\d{1,5})$/i.exec(item);
    const [, pattern = "", written = "", digits = ""] = match ?? [];
    const address = written.replace(/^\[(.*)\]$/, "$1");
    const port = Number(digits);
    if (!match || !isLoopback(address) || port < 1 || port > 65_535)
      throw new SettingError("LATCHKEY_CONNECT_TO", item, allowed);
    return { pattern: pattern.toLowerCase(), address, port };
  });
}

/** The first rule whose pattern covers the host. `*.suffix` covers any number of labels before the suffix, but not the suffix. */
export function connectToFor(rules: ConnectTo[], host: string): ConnectTo | undefined {
  const name = host.toLowerCase();
  return rules.find(({ pattern }) =>
    pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern,
  );
}

/** Is it an IP address of this machine alone? */
export function isLoopback(address: string): boolean {
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}
