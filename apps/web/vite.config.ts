import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", target: "es2023", sourcemap: false, assetsInlineLimit: 0 },
  server: { proxy: { "/api": process.env.LATCHKEY_API ?? "http://127.0.0.1:8080" } },
});
