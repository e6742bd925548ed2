/** Whether the extension fetches the feed automatically, on command only, or never. */
export type NetworkMode = 'on' | 'manual' | 'off';

/**
 * Returns the mode for a value of the setting. `undefined`, an unset value, is `on`. Any other value, such
 * as `false` or `Off`, is `off`, because the user most likely wants no requests.
 */
export function networkModeOf(value: unknown): NetworkMode {
  if (value === undefined) return 'on';
  return value === 'on' || value === 'manual' ? value : 'off';
}
