import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page's policy forbids code made from strings; zod would try it once, fail and be reported. Its setting must stand before the first
// schema is made, and chunks run in an order of their own, so it stands at the head of each.
const banner = "globalThis.__zod_globalConfig??={jitless:true};";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2023",
    sourcemap: false,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { banner } },
  },
});
