import postgres from "postgres";

/** A pool of connections to PostgreSQL. */
export type Database = ReturnType<typeof connectDatabase>;

/** Seconds to connect, and milliseconds for one statement. */
const connectLimitSeconds = 5;
const statementLimitMs = 8_000;

/** Connects when it is first used. Errors carry a code; their messages may hold addresses and are not for showing. */
export function connectDatabase(url: string) {
  return postgres(url, {
    max: 4,
    connect_timeout: connectLimitSeconds,
    idle_timeout: 300,
    connection: { application_name: "latchkey", statement_timeout: statementLimitMs },
    onnotice: () => undefined,
  });
}

/**
 * Runs `create` once, whichever of several instances comes first; `name` tells creations apart.
 * @throws what the driver throws
 */
export async function createTables(sql: Database, name: string, create: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(hashtext(${`latchkey ${name}`}))`;
    await transaction.unsafe(create);
  });
}
