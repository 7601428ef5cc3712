import type { FileInfo } from '../../lake/files.ts'
import type { OnError } from './options.ts'
import type { Reject } from './staging.ts'

export type LoadStatus = 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED' | 'LOAD_SKIPPED'

/** What became of one file. */
export interface FileLoad {
  readonly info: FileInfo
  readonly status: LoadStatus
  readonly parsed: number
  readonly loaded: number
  readonly rejected: number
  /** Good rows of a file that is not loaded. */
  readonly skipped: number
  readonly errors: number
  readonly errorLimit: number
  readonly first: Reject | undefined
}

/**
 * Decides about one file. `good`: rows that could be loaded; `bad`: rows that cannot; `fault`: the file as a whole cannot be read.
 * Parsed is what the file has, so that parsed = loaded + rejected + skipped holds in every mode: the good rows of a file that is not
 * loaded are skipped.
 */
export function judge(
  info: FileInfo,
  rows: { readonly good: number; readonly bad: number; readonly first: Reject | undefined },
  onError: OnError,
): FileLoad {
  const fault = rows.first?.row === 0
  const bad = fault ? rows.bad - 1 : rows.bad
  const parsed = rows.good + bad
  const isLoaded = !fault && (bad === 0 || isTolerated(onError, bad, parsed))
  const loaded = isLoaded ? rows.good : 0
  const failed = !isLoaded || (bad > 0 && loaded === 0)
  return {
    info,
    status: failed ? 'LOAD_FAILED' : bad > 0 ? 'PARTIALLY_LOADED' : 'LOADED',
    parsed,
    loaded,
    rejected: bad,
    skipped: isLoaded ? 0 : rows.good,
    errors: rows.bad,
    errorLimit: errorLimit(onError, parsed),
    first: rows.first,
  }
}

/** "SKIP_FILE_<num>: when the number of error rows found in the file is equal to or exceeds the specified number"; percent: exceeds. */
function isTolerated(onError: OnError, bad: number, parsed: number): boolean {
  switch (onError.kind) {
    case 'Abort':
      return false
    case 'Continue':
      return true
    case 'SkipFile':
      return bad < onError.limit
    case 'SkipPercent':
      return bad * 100 <= onError.percent * parsed
  }
}

function errorLimit(onError: OnError, parsed: number): number {
  switch (onError.kind) {
    case 'Abort':
      return 1
    case 'Continue':
      return parsed
    case 'SkipFile':
      return onError.limit
    case 'SkipPercent':
      return Math.floor((onError.percent * parsed) / 100)
  }
}
