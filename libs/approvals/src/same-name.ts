/** Whether somebody typed this name; host names have no case. */
export function sameName(typed: string | undefined, name: string): boolean {
  return typed !== undefined && typed.trim().toLowerCase() === name.toLowerCase();
}
