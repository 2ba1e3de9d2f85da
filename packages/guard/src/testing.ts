export {
  createTestIssuer,
  type TestIssuer,
  type TestIssuerOptions,
  type TestScopeUse,
} from './testing/test-issuer.ts'
export type { TestToken } from './testing/test-token.ts'
