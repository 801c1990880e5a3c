import { type Import, isTest } from "./import-reader.ts";

/**
 * Ranks of rooms by base folder, the lowest first. A room is a folder of the base or a file in it, by its name without ending; `name/*`
 * makes each folder in `name` a room of its own, and `*` stands for every room of the base that is not named.
 */
export type Ranks = Readonly<Record<string, readonly (readonly string[])[]>>;

type Room = { name: string; rank: number };

/** What tests import, whatever their rank, by base folder. A test in the base itself may import everything. */
export type TestRooms = Readonly<Record<string, readonly string[]>>;

/**
 * What is wrong with an import between two rooms of one base, as a sentence that says where to put it instead; undefined when it leads to a
 * lower rank.
 */
export function rankFault(
  { file, target }: Pick<Import, "file" | "target">,
  { ranks, testRooms }: { ranks: Ranks; testRooms: TestRooms },
): string | undefined {
  const base = Object.keys(ranks).find((one) => file.startsWith(`${one}/`));
  if (!base || !target?.startsWith(`${base}/`) || isTestInBase(base, file)) return undefined;
  const [from, to] = [roomOf(ranks, base, file), roomOf(ranks, base, target)];
  if (typeof from === "string" || typeof to === "string") return unlisted([from, to], base, file);
  if (from.name === to.name || to.rank < from.rank) return undefined;
  if (isTest(file) && testRooms[base]?.includes(to.name)) return undefined;
  return `${file} imports ${target}: ${told(from, to)}`;
}

function told(from: Room, to: Room): string {
  return from.rank === to.rank
    ? `${from.name} and ${to.name} both have rank ${to.rank}, and rooms of one rank do not import each other. Compose the two in a room of rank ${to.rank + 1} or higher, or move what both need to a room below rank ${to.rank}.`
    : `${from.name} has rank ${from.rank} and ${to.name} rank ${to.rank}, and imports lead to lower ranks only. Move the importing file to a room of rank ${to.rank + 1} or higher, or what it needs of ${to.name} to a room below rank ${from.rank}.`;
}

function unlisted(rooms: (Room | string)[], base: string, file: string): string {
  const names = rooms.filter((room) => typeof room === "string");
  return `${file}: ${names.join(" and ")} has no rank in ${base}; give it one in scripts/import-edges.json.`;
}

function isTestInBase(base: string, file: string): boolean {
  return isTest(file) && !file.slice(base.length + 1).includes("/");
}

/** The room that a path lies in; its name alone where it has no rank. */
function roomOf(ranks: Ranks, base: string, path: string): Room | string {
  const [first = "", second = ""] = path.slice(base.length + 1).split("/");
  const name = first.replace(/\.tsx?$/, "");
  const inner = `${name}/${second.replace(/\.tsx?$/, "")}`;
  const rankOf = (room: string) => (ranks[base] ?? []).findIndex((rooms) => rooms.includes(room)) + 1;
  if (rankOf(name)) return { name, rank: rankOf(name) };
  if (rankOf(`${name}/*`)) return { name: inner, rank: rankOf(`${name}/*`) };
  return rankOf("*") ? { name, rank: rankOf("*") } : name;
}
