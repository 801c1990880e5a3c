import { z } from "zod";

/** What a person may do: `viewer` sees status, names and reports; `tester` may also probe and test-read named secrets. */
const roleSchema = z.enum(["viewer", "tester"]);
export type Role = z.infer<typeof roleSchema>;

/** The signed-in person as App Service Authentication names them. A tester is always a viewer too. */
export const personSchema = z.object({ name: z.string(), roles: z.array(roleSchema) });
export type Person = z.infer<typeof personSchema>;
