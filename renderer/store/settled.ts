/**
 * Between the moment the switch turns in the page and the services' word that it turned there, what they say may still be of the other
 * side. It is not believed then; all of it is told again.
 */
let awaited: string | null = null;

export const isSettled = (): boolean => awaited === null;
export const awaitedTurn = (): string | null => awaited;
export const awaitTurn = (turn: string | null): void => {
  awaited = turn;
};
