import { setting } from '../config';
import { Setting } from '../ids';
import { chooseEndpoint, type EndpointChoice } from '../library/sync/endpoint';
import type { NetworkMode } from '../library/liveLibrary';

/** Whether the extension asks the feed by itself, by command only, or never. */
export function networkMode(): NetworkMode {
  return setting(Setting.network, isNetworkMode) ?? 'on';
}

/** Where the feed is asked. */
export function endpointChoice(): EndpointChoice {
  const given = setting(Setting.endpoint, (value): value is string => typeof value === 'string') ?? '';
  return chooseEndpoint(given, process.env['HF_ENDPOINT']);
}

function isNetworkMode(value: unknown): value is NetworkMode {
  return value === 'on' || value === 'manual' || value === 'off';
}
