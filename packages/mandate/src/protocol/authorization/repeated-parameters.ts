/** RFC 6749 3.1: parameters must not come more than once; `resource` may (RFC 8707 2). */
import { refuseRepeated } from '../parameters.ts'
import type { Received } from './facts.ts'

export const checkRepeatedParameters = ({ parameters }: Received): object => {
  refuseRepeated(parameters, ['resource'])
  return {}
}
