type GlyphProps = { size: number };

/** A key with a stroke through it: no token. Fluent has none. */
export function KeyOffGlyph({ size }: GlyphProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      <circle cx="5.2" cy="9.6" r="2.7" />
      <path d="M7.2 7.7 12.6 2.4M10.4 4.6l1.8 1.8" strokeLinecap="round" />
      <path d="M2 2l12 12" strokeLinecap="round" />
    </svg>
  );
}

/** A brick wall: denied by firewall. Fluent has none. */
export function WallGlyph({ size }: GlyphProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <rect x="1.7" y="2.7" width="12.6" height="10.6" rx="1" />
      <path d="M1.7 6.2h12.6M1.7 9.8h12.6M6 2.7v3.5M10.6 6.2v3.6M5 6.2v3.6M8.2 9.8v3.5" />
    </svg>
  );
}

/** Latchkey's own mark: a small key in a rounded square. */
export function LatchkeyMark({ size }: GlyphProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f6cbd" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="11" cy="16" r="5" />
        <path d="M16 16h10v4M21.5 16v3" />
      </g>
    </svg>
  );
}
