import openapiTypes, { astToString } from 'openapi-typescript'

/** The TypeScript types of an OpenAPI document, for `openapi-fetch`. What has a default may be left out. */
export const typesOfOpenapi = async (document: object): Promise<string> =>
  astToString(
    await openapiTypes(structuredClone(document) as Parameters<typeof openapiTypes>[0], {
      defaultNonNullable: false,
    }),
  )
