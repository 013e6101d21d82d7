/** A name for a saved file: what all systems allow. */
export function fileName(title: string, ending: string): string {
  const safe = title.replace(/[^\p{L}\p{N}\-. ]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 80);
  return `${safe || 'recording'}${ending}`;
}
