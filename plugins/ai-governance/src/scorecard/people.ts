/** A user or group ref as people write it: the name, with its namespace when it has one of its own. @internal */
export function personName(ref: string): string {
  return ref.replace(/^(user|group):(default\/)?/, '');
}
