/**
 * Copies what a field shows into the clipboard; false when the browser refuses. On plain
 * http, as on a shop's own network, only the older way is open to a page.
 */
export async function copyField(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
