/** A form of a page as a browser without JavaScript would see it. */
export type HtmlForm = { action: string; method: string; controls: Control[] }

/** An input or button with a name. */
export type Control = { name: string; value: string; type: string; checked: boolean }

/** Reads the forms of a page: enough HTML for the server-rendered pages of the peers, no more. */
export function readForms(html: string): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, attributes = '', content = '']) => {
      const form = readAttributes(attributes)
      return {
        action: form.get('action') ?? '',
        method: (form.get('method') ?? 'get').toUpperCase(),
        controls: [...readLists(content), ...readControls(content)],
      }
    },
  )
}

function readControls(content: string): Control[] {
  return [...content.matchAll(/<(input|button)\b([^>]*)>/gi)].flatMap(([, tag = '', text = '']) => {
    const control = readAttributes(text)
    const name = control.get('name')
    if (name === undefined || control.has('disabled')) return []
    const type = control.get('type') ?? (tag.toLowerCase() === 'button' ? 'submit' : 'text')
    return [{ name, value: control.get('value') ?? '', type, checked: control.has('checked') }]
  })
}

/** Lists to choose from, as they are preselected. */
function readLists(content: string): Control[] {
  return [...content.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)].flatMap(
    ([, text = '', inner = '']) => {
      const name = readAttributes(text).get('name')
      const options = [...inner.matchAll(/<option\b([^>]*)>/gi)].map(([, option = '']) =>
        readAttributes(option),
      )
      const value = (options.find((option) => option.has('selected')) ?? options[0])?.get('value')
      return name === undefined || value === undefined ? [] : [{ name, value, type: 'list', checked: true }]
    },
  )
}

function readAttributes(text: string): Map<string, string> {
  const found = text.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ''),
    ]),
  )
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return named[name] ?? whole
  })
}
