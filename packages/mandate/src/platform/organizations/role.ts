/** What a member is in an organization, the least first. */
export const roles = ['member', 'admin', 'owner'] as const

export type Role = (typeof roles)[number]

/** Whether a role is another one or more than it. */
export const isAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)

/** The greater of two roles. */
export const greaterRole = (one: Role, other: Role): Role => (isAtLeast(one, other) ? one : other)
