/**
 * What time it is inside a sandbox. QuickJS asks the JavaScript around it for the time and the time zone (through emscripten's
 * `Date.now` and `getTimezoneOffset`), so these two are replaced in the sandbox's own thread, where nothing else uses them: the
 * procedure then sees the account's clock and the session's TIMEZONE, on every machine.
 */
export interface SandboxTime {
  /** Puts the two functions in place; returns what puts the old ones back. */
  install(): () => void
  /** The zone's name as V8 writes it after a date, such as `Pacific Standard Time`. */
  readonly zoneName: (at: number) => string
}

/** The time of a sandbox: `now` is asked whenever the procedure asks. */
export function sandboxTime(zone: string, now: () => number): SandboxTime {
  const fields = formatter('en-US', zone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  })
  const names = formatter('en-US', zone, { timeZoneName: 'long' })
  return {
    install() {
      const nativeNow = Date.now
      const dates: object = Date.prototype
      const nativeOffset = Object.getOwnPropertyDescriptor(dates, 'getTimezoneOffset')
      Date.now = now
      const value = function (this: Date) {
        return zoneOffset(fields, this.getTime())
      }
      Object.defineProperty(dates, 'getTimezoneOffset', { ...nativeOffset, value })
      return () => {
        Date.now = nativeNow
        if (nativeOffset !== undefined) Object.defineProperty(dates, 'getTimezoneOffset', nativeOffset)
      }
    },
    zoneName: (at) => names.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone,
  }
}

function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
}

/** Minutes that the zone is behind UTC at an instant, as `getTimezoneOffset` gives it. */
function zoneOffset(fields: Intl.DateTimeFormat, at: number): number {
  if (Number.isNaN(at)) return Number.NaN
  const part = new Map(fields.formatToParts(at).map(({ type, value }) => [type, value]))
  const number = (name: Intl.DateTimeFormatPartTypes) => Number(part.get(name))
  const year = part.get('era') === 'BC' ? 1 - number('year') : number('year')
  const local = new Date(0)
  local.setUTCFullYear(year, number('month') - 1, number('day'))
  local.setUTCHours(number('hour'), number('minute'), number('second'))
  return (Math.floor(at / 1000) * 1000 - local.getTime()) / 60_000
}
