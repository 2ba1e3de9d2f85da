/** The title in what somebody sent as a post, or undefined if there is none of 1 to 200 characters. */
export const postTitle = (body: unknown): string | undefined => {
  const { title } = (typeof body === 'object' && body !== null ? body : {}) as { title?: unknown }
  const text = typeof title === 'string' ? title.trim() : ''
  return text.length > 0 && text.length <= 200 ? text : undefined
}

/** What is answered, with 422, to a post without a title. */
export const noTitle = { error: 'A post needs a title of 1 to 200 characters' }
