const KEY = 'plumbline.demo.person';

/**
 * Who this visitor chose to be. Each tab keeps its own person, so that two of
 * them can decide something together side by side; a new tab starts as the
 * person chosen last.
 */
export const chosenPerson = {
  read(): string | null {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  },
  write(id: string): void {
    sessionStorage.setItem(KEY, id);
    localStorage.setItem(KEY, id);
  },
  clear(): void {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  },
};
