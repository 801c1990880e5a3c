import type { Cloud } from "../cloud/cloud.ts";
import type { Answer, Service, WireRequest } from "../wire/answer.ts";
import type { Fault } from "../world/fault.ts";
import { effects } from "./effects.ts";

type Subject = { service: Service; operation: string; vault?: string | undefined };

const same = (left: string | undefined, right: string) => left?.toLowerCase() === right.toLowerCase();

/** Takes the first fault that fits and is not spent yet, and counts it. */
export function takeFault(
  cloud: Cloud,
  subject: Subject,
  fits: (fault: Fault) => boolean,
): Fault | undefined {
  const armed = cloud.faults.find(
    ({ fault, left }) =>
      left > 0 &&
      fault.service === subject.service &&
      (fault.vault === undefined || same(subject.vault, fault.vault)) &&
      (fault.operation === undefined || same(subject.operation, fault.operation)) &&
      fits(fault),
  );
  if (!armed) return undefined;
  armed.left -= 1;
  return armed.fault;
}

/** The answer as the first fitting fault spoils it, or as it was. */
export async function applyFaults(cloud: Cloud, request: WireRequest, answer: Answer): Promise<Answer> {
  const subject = { service: request.service, operation: answer.operation, vault: answer.vault };
  const fault = takeFault(cloud, subject, ({ kind, operation }) => {
    const effect = effects[kind];
    return (
      effect.fits(answer) &&
      (operation !== undefined || !effect.sparesChallenge || answer.operation !== "challenge")
    );
  });
  return fault ? effects[fault.kind].spoil(answer, { fault, cloud, request }) : answer;
}
