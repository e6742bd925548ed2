/** Whether the extension fetches the feed automatically, on command only, or never. */
export type NetworkMode = 'on' | 'manual' | 'off';

/** An unset setting is `on`, an invalid value `off`, because the user most likely wants no requests. */
export function networkModeOf(value: unknown): NetworkMode {
  if (value === undefined) return 'on';
  return value === 'on' || value === 'manual' ? value : 'off';
}
