import type { MandateConfig } from './config-schema.ts'

/** Gives `mandate.config.ts` its type: `export default defineConfig({ … })`. */
export const defineConfig = (config: MandateConfig): MandateConfig => config
