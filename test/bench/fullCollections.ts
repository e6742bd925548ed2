import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';

type CollectionEntry = PerformanceEntry & { readonly detail: { readonly kind: number } };

/**
 * Calls `note` for each full garbage collection of this thread, with its length in ms. Returns the function that ends
 * this; it first reports the collections that were not reported yet.
 */
export function watchFullCollections(note: (ms: number) => void): () => void {
  const report = (entries: readonly PerformanceEntry[]): void => {
    for (const { detail, duration } of entries as readonly CollectionEntry[])
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) note(duration);
  };
  const observer = new PerformanceObserver((list) => report(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    report(observer.takeRecords());
    observer.disconnect();
  };
}
