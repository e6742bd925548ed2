/**
 * Replaces the SDK's shims for Node in the bundle. Those bring a JSON Schema validator (Ajv, 150 kB), which only
 * validates what this server never requests or declares: forms filled in by the user and structured results.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server validates no JSON Schema.');
  }
}

export { default as process } from 'node:process';
