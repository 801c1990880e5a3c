/** Thrown by `within` when the time is over. The work itself may go on unseen: some SDK calls cannot be stopped. */
export class TimeLimit extends Error {
  override name = "TimeLimit";
}

/** The work's result, or TimeLimit after `ms`. The timer never keeps the process alive. */
export function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TimeLimit(`not done within ${ms} ms`)), Math.max(0, ms));
  timer.unref();
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
