/** Has the browser keep a file. @internal */
export function saveFile(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the current task is over.
  setTimeout(() => URL.revokeObjectURL(url));
}
