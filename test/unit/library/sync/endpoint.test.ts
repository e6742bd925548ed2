import assert from 'node:assert/strict';
import {
  resolveEndpoint,
  isSameOrigin,
  PUBLIC_ENDPOINT,
  type EndpointProblem,
} from '../../../../src/library/sync/endpoint';

describe('the endpoint', () => {
  const taken: [setting: string, environment: string | undefined, endpoint: string][] = [
    ['', undefined, PUBLIC_ENDPOINT],
    ['  ', '', PUBLIC_ENDPOINT],
    ['', 'https://mirror.example', 'https://mirror.example'],
    ['https://set.example/', 'https://mirror.example', 'https://set.example'],
    ['https://set.example/hub/', undefined, 'https://set.example/hub'],
    ['http://localhost:8080', undefined, 'http://localhost:8080'],
    ['http://127.0.0.1:8080', undefined, 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', undefined, 'http://[::1]:8080'],
  ];
  for (const [setting, environment, endpoint] of taken) {
    it(`takes ${JSON.stringify([setting, environment])}`, () =>
      assert.deepEqual(resolveEndpoint(setting, environment), { ok: true, endpoint }));
  }

  const refused: [given: string, problem: EndpointProblem][] = [
    ['hugging face', 'not-an-address'],
    ['huggingface.co', 'not-an-address'],
    ['http://huggingface.co', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['http://localhost.evil.example', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['data:application/json,[]', 'not-https'],
    ['command:x', 'not-https'],
    ['https://user:secret@huggingface.co', 'credentials'],
    ['https://10.0.0.1', 'ip-address'],
    ['https://169.254.169.254', 'ip-address'],
    ['https://0x0a000001', 'ip-address'],
    ['https://[fe80::1]', 'ip-address'],
    ['https://mirror.example/?x=1', 'query'],
  ];
  for (const [given, problem] of refused) {
    it(`refuses ${given}`, () =>
      assert.deepEqual(resolveEndpoint(given, undefined), { ok: false, given, problem }));
  }

  it('does not fall back when the setting is wrong', () => {
    assert.equal(resolveEndpoint('http://evil.example', 'https://mirror.example').ok, false);
  });

  const origins: [url: string, same: boolean][] = [
    ['https://mirror.example/api', true],
    ['https://mirror.example:443/x', true],
    ['http://mirror.example/api', false],
    ['https://mirror.example:8443/', false],
    ['https://mirror.example.evil.example/', false],
    ['//x', false],
  ];
  for (const [url, same] of origins) {
    it(`${url} ${same ? 'stays' : 'leads away'}`, () =>
      assert.equal(isSameOrigin(url, 'https://mirror.example/hub'), same));
  }
});
