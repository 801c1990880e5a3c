import { tokens } from "@fluentui/react-components";

/** Text that stands back: labels and what is not known. */
export const greyText = { color: tokens.colorNeutralForeground3 } as const;

/** Small grey text beside something: sources, captions, counts. */
export const smallGreyText = { ...greyText, fontSize: tokens.fontSizeBase200 } as const;

/** The same in lines of its own height. */
export const smallGreyLine = { ...smallGreyText, lineHeight: tokens.lineHeightBase200 } as const;

/** The same as a paragraph. */
export const smallGreyParagraph = { ...smallGreyText, margin: 0 } as const;

/** A paragraph, no wider than it reads well. */
export const prose = { margin: 0, maxWidth: "72ch" } as const;

/** A paragraph beside tables and lists, whose lines may be longer. */
export const wideProse = { margin: 0, maxWidth: "88ch" } as const;

/** A heading within a section, as large as the text. */
export const minorHeading = {
  margin: 0,
  fontSize: tokens.fontSizeBase300,
  lineHeight: tokens.lineHeightBase300,
} as const;
