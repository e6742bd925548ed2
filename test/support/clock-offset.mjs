// Loaded into an extension host with `--import`: shifts its clock by DAILY_PAPERS_CLOCK_OFFSET_MS. The server keeps the
// real time.
const offset = Number(process.env['DAILY_PAPERS_CLOCK_OFFSET_MS'] ?? 0);

if (process.argv.includes('--type=extensionHost') && offset !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
