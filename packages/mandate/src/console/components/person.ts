import { type Html, html } from '../html.ts'
import { avatar } from './avatar.ts'

export interface PersonIdentity {
  /** Empty if the person gave none. */
  readonly name: string
  readonly email: string
}

/** Who somebody is: picture, name, address. */
export const person = ({ name, email }: PersonIdentity): Html => html`
<span class="person">
  ${avatar({ name: name === '' ? email : name, kind: 'person' })}
  <span class="person-text">
    ${name !== '' && html`<span class="person-name">${name}</span>`}
    <span class="person-email">${email}</span>
  </span>
</span>`
