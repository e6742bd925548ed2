export type Phase =
  | 'connecting'
  | 'counting'
  | 'compressing'
  | 'receiving'
  | 'resolving'
  | 'checkingOut'
  | 'filtering';

export interface Progress {
  /** 0 to 100; never decreases. */
  readonly percent: number;
  readonly phase: Phase;
  /** As printed by git: `12.31 MiB | 3.10 MiB/s`. */
  readonly transfer?: string;
}

/** Percentage ranges, estimated from research code, where the transfer takes longest. */
const SHARES: readonly {
  readonly says: string;
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}[] = [
  { says: 'Counting objects', phase: 'counting', from: 0, to: 4 },
  { says: 'Compressing objects', phase: 'compressing', from: 4, to: 10 },
  { says: 'Receiving objects', phase: 'receiving', from: 10, to: 75 },
  { says: 'Unpacking objects', phase: 'receiving', from: 10, to: 75 },
  { says: 'Resolving deltas', phase: 'resolving', from: 75, to: 85 },
  { says: 'Updating files', phase: 'checkingOut', from: 85, to: 99 },
  { says: 'Checking out files', phase: 'checkingOut', from: 85, to: 99 },
  { says: 'Filtering content', phase: 'filtering', from: 99, to: 100 },
];

/** In characters. Git's lines are under 200. */
const MAX_LINE_LENGTH = 2000;

/** Parses git's `--progress` output. Lines end with `\r`, `\n` or both. */
export class ProgressReader {
  #unfinished = '';
  #percent = 0;

  /** Returns the latest progress in the next chunk, or `undefined`. */
  push(piece: string): Progress | undefined {
    const lines = (this.#unfinished + piece).split(/[\r\n]/);
    this.#unfinished = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    let newest: Progress | undefined;
    for (const line of lines) newest = this.#read(line.slice(0, MAX_LINE_LENGTH)) ?? newest;
    return newest;
  }

  #read(line: string): Progress | undefined {
    const [, says, percent, transfer] =
      /^(?:remote: )?([A-Z][a-z ]{4,30}): {1,4}(\d{1,3})% \(\d+\/\d+\)(?:, ([^,]{1,60}))?/.exec(line) ?? [];
    const share = SHARES.find((candidate) => candidate.says === says);
    if (share === undefined) return undefined;
    const done = Math.min(Number(percent), 100) / 100;
    this.#percent = Math.max(this.#percent, share.from + done * (share.to - share.from));
    return {
      percent: this.#percent,
      phase: share.phase,
      ...(transfer?.includes('/s') === true ? { transfer: transfer.trim() } : {}),
    };
  }
}
