import { z } from 'zod'

const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> => {
  if (schema instanceof z.ZodObject) return schema.shape as Record<string, z.ZodType>
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodType) return shapeOf(schema.in)
  throw new Error('a PATCH needs the schema of an object')
}

/** What a resource's schema lets a caller set. */
export const bodyKeys = (schema: z.ZodType): string[] => Object.keys(shapeOf(schema))

/** The schema of patches to something of the given schema, for the documentation: `null` takes a member away. */
export const mergePatchSchema = (schema: z.ZodType): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(shapeOf(schema)).map(([key, one]) => [
        key,
        z.union([one instanceof z.ZodDefault ? (one.unwrap() as z.ZodType) : one, z.null()]).optional(),
      ]),
    ),
  )
