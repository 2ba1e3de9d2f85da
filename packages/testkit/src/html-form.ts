import { attributesOf, elementsOf, type HtmlElement, rawTextOf, textOf } from './html-tree.ts'

/** A control of a form. `inert` ones submit nothing: `<button type="button">`. */
export type FormControl = { id: string | undefined; name: string; disabled: boolean } & (
  | { kind: 'text'; type: string; value: string }
  | { kind: 'choice'; type: 'checkbox' | 'radio'; value: string; checked: boolean }
  | { kind: 'select'; options: readonly string[]; selected: readonly string[] }
  | { kind: 'submit'; value: string; action: string | undefined }
  | { kind: 'inert' }
)

export interface Form {
  id: string | undefined
  /** Absolute. */
  action: string
  method: 'GET' | 'POST'
  controls: FormControl[]
}

/** What a person puts into a form: by name, one value, or several for boxes and lists. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>

export interface FormSubmission {
  url: string
  method: 'GET' | 'POST'
  fields: URLSearchParams
}

export const readForm = (element: HtmlElement, pageUrl: string): Form => {
  const { id, action, method } = attributesOf(element)
  return {
    id,
    action: new URL(action || pageUrl, pageUrl).href,
    method: method?.toLowerCase() === 'post' ? 'POST' : 'GET',
    controls: [],
  }
}

export const isControl = (element: HtmlElement): boolean =>
  ['input', 'button', 'select', 'textarea'].includes(element.tagName)

export const readControl = (element: HtmlElement, pageUrl: string): FormControl => {
  const { id, name = '', value, formaction, type: typeAttribute, ...flags } = attributesOf(element)
  const base = { id, name, disabled: 'disabled' in flags }
  if (element.tagName === 'textarea')
    return { ...base, kind: 'text', type: 'textarea', value: rawTextOf(element) }
  if (element.tagName === 'select')
    return { ...base, kind: 'select', ...readOptions(element, 'multiple' in flags) }
  const type = (typeAttribute ?? (element.tagName === 'button' ? 'submit' : 'text')).toLowerCase()
  switch (type) {
    case 'checkbox':
    case 'radio':
      return { ...base, kind: 'choice', type, value: value ?? 'on', checked: 'checked' in flags }
    case 'submit': {
      const action = formaction === undefined ? undefined : new URL(formaction, pageUrl).href
      return { ...base, kind: 'submit', value: value ?? '', action }
    }
    case 'button':
    case 'reset':
      return { ...base, kind: 'inert' }
    default:
      return { ...base, kind: 'text', type, value: value ?? '' }
  }
}

const readOptions = (element: HtmlElement, multiple: boolean) => {
  const options = elementsOf(element)
    .filter(({ tagName }) => tagName === 'option')
    .map((option) => ({ value: attributesOf(option).value ?? textOf(option), option }))
  const marked = options.filter(({ option }) => 'selected' in attributesOf(option))
  // A browser shows the last one marked in a list of one choice, and the first one if none is.
  const selected = multiple ? marked : [marked.at(-1) ?? options[0]].filter((one) => one !== undefined)
  return { options: options.map(({ value }) => value), selected: selected.map(({ value }) => value) }
}

/**
 * Fills a form and presses a button, as a browser does (HTML, "constructing the entry list"): the button whose name
 * and value `fields` gives, else the first. Throws for a field, box, option or button that the form does not have.
 */
export const fillForm = (form: Form, fields: FormFields = {}): FormSubmission => {
  const controls = form.controls.filter(({ disabled }) => !disabled)
  const button = pressedButton(controls, fields)
  const entries = controls
    .filter(({ name }) => name !== '')
    .flatMap((control) =>
      valuesOf(control, given(fields, control.name), button).map((value): [string, string] => [
        control.name,
        value,
      ]),
    )
  for (const name of Object.keys(fields)) {
    for (const value of given(fields, name) ?? []) {
      if (entries.some((entry) => entry[0] === name && entry[1] === value)) continue
      const names = new Set(controls.map((control) => control.name))
      throw new Error(`The form does not offer ${name}=${value}; its fields are ${[...names].join(', ')}`)
    }
  }
  return { url: button?.action ?? form.action, method: form.method, fields: new URLSearchParams(entries) }
}

const given = (fields: FormFields, name: string): readonly string[] | undefined => {
  const value = fields[name]
  return typeof value === 'string' ? [value] : value
}

const valuesOf = (
  control: FormControl,
  wanted: readonly string[] | undefined,
  button: FormControl | undefined,
): readonly string[] => {
  switch (control.kind) {
    case 'text':
      return wanted?.slice(0, 1) ?? [control.value]
    case 'choice':
      return (wanted?.includes(control.value) ?? control.checked) ? [control.value] : []
    case 'select':
      return (wanted ?? control.selected).filter((value) => control.options.includes(value))
    case 'submit':
      return control === button ? [control.value] : []
    case 'inert':
      return []
  }
}

const pressedButton = (controls: readonly FormControl[], fields: FormFields) => {
  const buttons = controls.filter((control) => control.kind === 'submit')
  const asked = buttons.find(({ name, value }) => name !== '' && given(fields, name)?.includes(value))
  return asked ?? buttons.find(({ name }) => given(fields, name) === undefined)
}
