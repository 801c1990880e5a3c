/** How a token request names its identity: by client ID as written, or not at all. */
export type IdentityChoice = { clientId: string | undefined };

/** Two choices with the same key are the same question to the identity endpoint, which ignores letter case. */
export function choiceKey(choice: IdentityChoice): string {
  return choice.clientId?.toLowerCase() ?? "";
}
