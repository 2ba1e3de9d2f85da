/** Where the management API begins, below the issuer. */
export const apiPath = '/api/v1'
