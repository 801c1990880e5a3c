import { type Sighting, type Sign, sighting } from "./sign.ts";

/** Versions of client libraries with a defect that looks like another cause. `below` is the first version without it. */
const defects: readonly {
  library: RegExp;
  below?: string;
  exactly?: string;
  sign: Sign;
  about: string;
  source: string;
}[] = [
  {
    library: /@azure\/identity/i,
    below: "3.0.0",
    sign: "library-defect-expiry",
    about: "misreads expires_on of the App Service endpoint and keeps a token that has expired",
    source: "azure-sdk-for-js, identity CHANGELOG 3.0.0",
  },
  {
    library: /azure\.identity/i,
    exactly: "1.17.0",
    sign: "library-defect-tenant",
    about: "changed how the tenant of a token request is set",
    source: "azure-sdk-for-net, Azure.Identity CHANGELOG 1.17.0",
  },
  {
    library: /appauthentication/i,
    below: "1.2.0",
    sign: "library-demands-tenant",
    about: "cannot select a user-assigned identity",
    source: "azure-sdk-for-net, release of AppAuthentication 1.2.0-preview",
  },
];

/** Known defects of the library that is named, from its name and version. */
export function librarySigns(library: string | undefined): Sighting[] {
  if (!library) return [];
  const version = /\d+\.\d+(?:\.\d+)?/.exec(library)?.[0];
  const found = defects.filter(
    (defect) => defect.library.test(library) && version && concerns(defect, library, version),
  );
  return found.map(({ sign, about }) => sighting(sign, `${library} ${about}`, true));
}

function concerns(defect: { below?: string; exactly?: string }, library: string, version: string): boolean {
  if (defect.exactly) return compare(version, defect.exactly) === 0;
  const below = defect.below ?? "0";
  return (
    compare(version, below) < 0 || (/\b(?:before|below|<)/i.test(library) && compare(version, below) <= 0)
  );
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
