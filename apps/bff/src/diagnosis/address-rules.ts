import { BlockList, isIP } from "node:net";

/** Does one of the IP rules (addresses or CIDR ranges) admit the address? Malformed rules admit nothing. */
export function isAdmitted(address: string, ipRules: string[]): boolean {
  const list = new BlockList();
  for (const rule of ipRules) {
    const [network = "", prefix = ""] = rule.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    const bits = prefix === "" ? (family === "ipv6" ? 128 : 32) : Number(prefix);
    if (isIP(network) && Number.isInteger(bits) && bits >= 0 && bits <= (family === "ipv6" ? 128 : 32))
      list.addSubnet(network, bits, family);
  }
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
