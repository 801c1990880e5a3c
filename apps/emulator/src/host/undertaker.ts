import { spawn } from "node:child_process";

/** Ends the app when this process is killed without a chance to do it itself (SIGKILL). */
export type Undertaker = {
  /** The app's process, or undefined when none runs. */
  watch(pid: number | undefined): void;
  close(): void;
};

/**
 * A shell that reads process IDs from a pipe. The pipe ends with us, whatever ends us, and the shell then kills the
 * last one that it was told. Signals from the terminal are ours to handle, so it ignores them.
 */
const script = `trap '' INT TERM HUP
last=
while read -r pid; do last=$pid; done
if [ -n "$last" ]; then kill -9 "$last"; fi`;

/** Starts the watch. Where there is no /bin/sh nothing is watched: the app then outlives a killed emulator. */
export function startUndertaker(): Undertaker {
  const shell = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], env: {} });
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  return {
    watch: (pid) => shell.stdin.write(`${pid ?? ""}\n`),
    close: () => shell.stdin.end("\n"),
  };
}
