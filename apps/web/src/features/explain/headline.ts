import type { Explained } from "./explain-paste.ts";

/** The page's answer. It holds nothing of what was pasted, since a browser keeps titles. */
export function explainHeadline(explained: Explained): string {
  switch (explained.kind) {
    case "nothing":
      return "Paste an error or an ID";
    case "id":
      if (explained.id.misused.length > 0) return "This ID is used where it should not be";
      return explained.id.is.length > 0 ? "This ID is known here" : "This ID is not known here";
    case "text": {
      const [first] = explained.diagnosis.causes;
      return first && first.id !== "unknown" ? first.title : "The text alone does not decide it";
    }
    default:
      return explained satisfies never;
  }
}
