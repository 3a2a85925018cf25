/** Keeps values once, and names each by its place. */
export interface Once<T> {
  readonly add: (value: T) => number;
  readonly values: readonly T[];
}

/** Makes an empty table; values are the same where their JSON is. */
export const createOnce = <T>(): Once<T> => {
  const places = new Map<string, number>();
  const values: T[] = [];
  const add = (value: T): number => {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    values.push(value);
    places.set(key, values.length - 1);
    return values.length - 1;
  };
  return { add, values };
};
