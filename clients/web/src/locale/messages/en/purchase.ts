/** Words of cart, checkout and orders. */
export const purchase = {
  pieces: (count: number) => (count === 1 ? "1 item" : `${count} items`),
};
