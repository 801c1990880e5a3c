import { expect, test } from "vitest";
import { codeEnvironment, diagnosisEnvironment } from "./told-environment.ts";

const secret = "value-that-must-not-leak";
const secretNames = ["AZURE_CLIENT_SECRET", "AZURE_PASSWORD", "IDENTITY_HEADER", "MSI_SECRET"];
const secrets = Object.fromEntries(
  [...secretNames, "AzureServicesAuthConnectionString", "HTTPS_PROXY"].map((name) => [name, secret]),
);

test("what may hold a secret is told to be set, and no more", () => {
  const told = { ...diagnosisEnvironment(secrets), ...codeEnvironment(secrets) };
  for (const name of Object.keys(secrets)) expect(told[name]).toBe("set");
  expect(JSON.stringify(told)).not.toContain(secret);
});

test("a setting that is not told on is left out, whatever it is", () => {
  const env = { ORDERS_DB_PASSWORD: secret, LATCHKEY_DATABASE_URL: secret };
  expect(codeEnvironment(env)).toEqual({});
  expect(JSON.stringify(diagnosisEnvironment(env))).not.toContain(secret);
});

test("not set is null to the diagnosis and absent to code, and an empty setting is empty to both", () => {
  for (const name of ["AZURE_CLIENT_ID", "IDENTITY_ENDPOINT"]) {
    expect(diagnosisEnvironment({})[name]).toBeNull();
    expect(codeEnvironment({})).not.toHaveProperty(name);
    expect(diagnosisEnvironment({ [name]: "" })[name]).toBe("");
    expect(codeEnvironment({ [name]: "" })[name]).toBe("");
  }
});

test("both are told the same of what both are told", () => {
  const env = {
    AZURE_CLIENT_ID: "an-id",
    AZURE_FEDERATED_TOKEN_FILE: "/var/run/token",
    IDENTITY_ENDPOINT: "http://x",
  };
  expect(diagnosisEnvironment(env)).toMatchObject(codeEnvironment(env));
  expect(codeEnvironment(env)).toEqual({ ...env, IDENTITY_ENDPOINT: "set" });
});
