import { type FileHandle, mkdir, open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AuditFilter, type AuditRecord, auditRecordSchema } from "@latchkey/shared/audit";
import { type AuditPage, type AuditQuestion, type AuditStore, compareKeys, passes } from "./store.ts";

/** One file a segment, one line a record. The name begins with the instance and the instant at which it was begun. */
const segmentFile = /^([\w.-]+)-(\d{8}T\d{9}Z)-[0-9a-f]{8}\.jsonl$/;

/** Milliseconds after its beginning in which a segment may still grow: a day and an hour for a slow clock. */
const longestSegmentMs = 25 * 60 * 60 * 1_000;

type Writing = { segment: string; file: FileHandle; bytes: number };

/**
 * Audit segments in `folder`. Each process appends to files of its own only, so that nothing needs a lock and the folder may lie on a
 * network share.
 */
export function createAuditFiles(folder: string): AuditStore {
  let writing: Writing | undefined;

  const fileFor = async (segment: string): Promise<Writing> => {
    if (writing?.segment === segment) return writing;
    await writing?.file.close().catch(() => undefined);
    writing = undefined;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, `${segment}.jsonl`), "ax", 0o600);
    await syncFolder(folder);
    writing = { segment, file, bytes: 0 };
    return writing;
  };

  return {
    async write(records) {
      const [first] = records;
      if (!first) return;
      const target = await fileFor(first.segment);
      const lines = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
      try {
        await target.file.appendFile(lines);
        await target.file.datasync();
        target.bytes += lines.length;
      } catch (error) {
        // What is half there was never acknowledged. The next attempt begins a new segment.
        await target.file.truncate(target.bytes).catch(() => undefined);
        throw error;
      }
    },
    async lastHash(instance) {
      const segments = await segmentsIn(folder);
      for (const { name } of segments.filter((one) => one.instance === instance).toReversed()) {
        const { records } = await readSegment(folder, name);
        const last = records.at(-1);
        if (last) return last.hash;
      }
      return undefined;
    },
    read: (question) => readPage(folder, question),
    async *segments() {
      for (const { name } of await segmentsIn(folder)) {
        const { lines, cut } = splitLines(await readFile(join(folder, name), "utf8"));
        yield { segment: name.slice(0, -".jsonl".length), lines, cut };
      }
    },
    async close() {
      await writing?.file.close();
      writing = undefined;
    },
  };
}

type SegmentFile = { name: string; instance: string; beganMs: number };

/** Oldest first. No folder means no segments. */
async function segmentsIn(folder: string): Promise<SegmentFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, instance, began] = segmentFile.exec(name) ?? [];
      return instance && began ? [{ name, instance, beganMs: instantOf(began) }] : [];
    })
    .toSorted((a, b) => a.beganMs - b.beganMs || (a.name < b.name ? -1 : 1));
}

async function readPage(folder: string, { filter, before, limit }: AuditQuestion): Promise<AuditPage> {
  const found: AuditRecord[] = [];
  let unreadable = 0;
  for (const { name, beganMs } of (await segmentsIn(folder)).toReversed()) {
    const newestMs = beganMs + longestSegmentMs;
    const enough = found.length > limit && newestMs < Date.parse(found[limit]?.at ?? "");
    if (enough || isBefore(filter, newestMs)) break;
    if (isAfter(filter, beganMs) || (before && Date.parse(before.at) < beganMs)) continue;
    const segment = await readSegment(folder, name);
    unreadable += segment.unreadable;
    found.push(
      ...segment.records.filter(
        (record) => passes(record, filter) && (!before || compareKeys(record, before) < 0),
      ),
    );
    found.sort((a, b) => compareKeys(b, a));
    found.splice(limit + 1);
  }
  const records = found.slice(0, limit);
  return { records, next: found.length > limit ? records.at(-1) : undefined, unreadable };
}

function isBefore({ from }: AuditFilter, newestMs: number): boolean {
  return from !== undefined && newestMs < Date.parse(from);
}

function isAfter({ to }: AuditFilter, beganMs: number): boolean {
  return to !== undefined && beganMs >= Date.parse(to);
}

async function readSegment(folder: string, name: string) {
  const { lines, cut } = splitLines(await readFile(join(folder, name), "utf8"));
  const records = lines.flatMap((line) => recordOf(line) ?? []);
  return { records, unreadable: lines.length - records.length + (cut ? 1 : 0) };
}

/** The record of one line; undefined when it is none. */
export function recordOf(line: string): AuditRecord | undefined {
  try {
    return auditRecordSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function splitLines(text: string): { lines: string[]; cut: boolean } {
  const lines = text.split("\n");
  return { cut: lines.pop() !== "", lines };
}

function instantOf(written: string): number {
  const [, day = "", time = ""] = /^(\d{8})T(\d{9})Z$/.exec(written) ?? [];
  const date = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  return Date.parse(`${date}T${time.replace(/(..)(..)(..)(...)/, "$1:$2:$3.$4")}Z`);
}

// A new name is only durable with its folder. Some shares cannot do this; there the file itself has to do.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}
