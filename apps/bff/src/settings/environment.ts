/** Environment variables as Node hands them over: absent and undefined are the same. */
export type Environment = Readonly<Record<string, string | undefined>>;
