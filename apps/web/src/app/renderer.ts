import { createDOMRenderer, type GriffelRenderer } from "@fluentui/react-components";

/** The one place that makes Fluent's style elements. A style nonce, where the page has one, goes on each of them. */
export function createStyleRenderer(nonce?: string): GriffelRenderer {
  return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
}
