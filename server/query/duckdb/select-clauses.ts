/** The clauses of a select as SQL, each empty where it is not there. */
export interface SelectClauses {
  readonly items: string;
  readonly outputs: number;
  /** To be asked for when everything else is written. */
  readonly from: () => string;
  readonly where: string;
  readonly group: string;
  readonly having: string;
  readonly order: string;
}
