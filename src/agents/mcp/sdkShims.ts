/**
 * Replaces the SDK's shims for Node in the bundle. Their JSON Schema validator (Ajv, 150 kB) checks forms for the user
 * and structured results, which this server does not use.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server validates no JSON Schema.');
  }
}

export { default as process } from 'node:process';
