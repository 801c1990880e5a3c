import { createDOMRenderer, type GriffelRenderer } from "@fluentui/react-components";

/** The one place that makes Fluent's style elements. The nonce that the backend wrote into the page goes on each of them. */
export function createStyleRenderer(): GriffelRenderer {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
  return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
}
