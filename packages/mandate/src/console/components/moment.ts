import { type Html, html } from '../html.ts'
import type { ViewContext } from '../view-context.ts'

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]
const RELATIVE_FOR = 7 * 86_400

/** A time as date and clock in the zone of the reader: `22 Nov 2026, 01:03 UTC`. `at` is epoch seconds. */
export const formatMoment = (at: number, { strings, timeZone = 'UTC' }: ViewContext): string =>
  new Intl.DateTimeFormat(strings.locale === 'en' ? 'en-GB' : strings.locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  }).format(at * 1000)

/** A time in words near to now, as a date farther off; the exact one is in `datetime` and on hover. */
export const moment = (at: number, context: ViewContext): Html => {
  const exact = formatMoment(at, context)
  const passed = at - context.now
  const [unit, seconds] = STEPS.find(([, length]) => Math.abs(passed) >= length) ?? ['minute', 60]
  const text =
    Math.abs(passed) < RELATIVE_FOR
      ? new Intl.RelativeTimeFormat(context.strings.locale, { numeric: 'auto' }).format(
          Math.trunc(passed / seconds),
          unit,
        )
      : exact
  return html`<time datetime="${new Date(at * 1000).toISOString()}" title="${exact}">${text}</time>`
}

/** A length of time in its largest whole unit: `8 hours`. */
export const formatDuration = (seconds: number, locale: string): string => {
  const [unit, length] = STEPS.find(([, length]) => seconds >= length && seconds % length === 0) ?? [
    'minute',
    60,
  ]
  const number = Math.max(1, Math.round(seconds / length))
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(number)
}
