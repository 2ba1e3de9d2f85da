const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

/** A form that is nothing but a button. */
export const button = (action: string, id: string, label: string, quiet = false): string => `
  <form method="post" action="${escapeHtml(action)}">
    <button id="${escapeHtml(id)}"${quiet ? ' class="quiet"' : ''}>${escapeHtml(label)}</button>
  </form>`
