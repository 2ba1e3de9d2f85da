import { InvalidArgumentError } from 'commander'

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of `90d`, `12h`, `30m` or `45s`. @throws InvalidArgumentError for anything else. */
export const parseDuration = (written: string): number => {
  const match = /^([1-9]\d{0,5})([smhd])$/.exec(written)
  const unit = units[match?.[2] ?? '']
  if (unit === undefined) throw new InvalidArgumentError('It must be a time such as 90d, 12h, 30m or 45s.')
  return Number(match?.[1]) * unit
}
