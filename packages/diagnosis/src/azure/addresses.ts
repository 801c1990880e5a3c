import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Ranges that only a virtual network, a link or the machine itself can use (RFC 1918, 6598, 4193, 3927, 5735). */
const privateRanges: ReadonlySet<string> = new Set([
  "private",
  // Shared address space, which App Service uses for virtual network integration.
  "carrierGradeNat",
  "uniqueLocal",
  "linkLocal",
  "loopback",
]);

/** Is this an address that a vault sees by private link only? False for a public one and for what is no address. */
export function isPrivateAddress(text: string): boolean {
  const address = addressOf(text);
  return address !== undefined && privateRanges.has(address.range());
}

/** Ranges from which no call comes. */
const nobodysRanges: ReadonlySet<string> = new Set(["unspecified", "broadcast", "multicast"]);

/** Is this an address of the internet, such as a firewall rule can name? False for any other, and for what is no address. */
export function isPublicAddress(text: string): boolean {
  const range = addressOf(text)?.range();
  return range !== undefined && !privateRanges.has(range) && !nobodysRanges.has(range);
}

/**
 * Does one of a vault's IP rules (addresses or CIDR ranges) admit the address? A malformed rule or address admits nothing.
 * Source: Microsoft Learn, "Configure Azure Key Vault networking settings".
 */
export function isAdmitted(text: string, ipRules: readonly string[]): boolean {
  const address = addressOf(text);
  return address !== undefined && ipRules.some((rule) => contains(rule, address));
}

function contains(rule: string, address: Address): boolean {
  const [, base = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(rule) ?? [];
  const network = addressOf(base);
  if (network?.kind() !== address.kind()) return false;
  const widest = address.kind() === "ipv4" ? 32 : 128;
  const width = bits === undefined ? widest : Number(bits);
  return width <= widest && address.match(network, width);
}

/** An IPv4 address in four decimal parts, or an IPv6 one; one that is IPv4 inside IPv6 counts as IPv4. */
function addressOf(text: string): Address | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.process(text);
}
